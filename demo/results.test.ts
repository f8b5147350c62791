import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, type Scoped, withScope } from '#app/database/index.ts';
import {
  type KeptCell,
  loadCells,
  loadDeliveries,
  loadReleases,
  type ReceivedDelivery,
} from '#app/results/index.ts';
import { openDemoForTest } from '#tests/demo-database.ts';
import type { DemoResultFile } from './result-writing.ts';
import { ekdalaResultFiles } from './results.ts';
import { testNumber } from './test-number.ts';

let database: Database;
let files: DemoResultFile[];
let cells: KeptCell[];
let deliveries: ReceivedDelivery[];
let transact: <Result>(work: (tx: Scoped) => Promise<Result>) => Promise<Result>;

beforeAll(async () => {
  const demo = await openDemoForTest();
  ({ database } = demo);
  const { authorityId } = demo;
  transact = work => withScope(database, { authorityId, personId: null }, work);
  files = await transact(ekdalaResultFiles);
  cells = await transact(tx => loadCells(tx));
  deliveries = await transact(tx => loadDeliveries(tx, { withHistory: true }));
});
afterAll(() => database.close());

const textOf = ({ bytes, academicYear }: DemoResultFile): string =>
  new TextDecoder(academicYear === 2021 ? 'windows-1252' : 'utf-8').decode(bytes);
const momentsOf = (chosen: readonly KeptCell[]) => {
  const total = (of: (cell: KeptCell) => number) => chosen.reduce((sum, cell) => sum + of(cell), 0);
  const n = total(cell => cell.n);
  const mean = total(cell => cell.sum) / n;
  return { n, mean, sd: Math.sqrt(total(cell => cell.sumSquares) / n - mean ** 2) };
};
const chosen = (measure: string, level: string, subject = 'Matematik', group = 'alla') =>
  cells.filter(
    cell =>
      cell.measure === measure && cell.level === level && cell.subject === subject && cell.group === group,
  );

const twice = () => deliveries.find(({ version }) => version === 2)?.scope.schoolUnitCode;

describe('the numbers of Ekdala’s pupils', () => {
  it.each([
    ['2017-01-10', 'kvinna', '201701102384'],
    ['2008-09-03', 'kvinna', '200809032386'],
    ['2017-01-10', 'man', '201701102392'],
  ] as const)('are of the test series: %s, %s', (day, gender, number) =>
    expect(testNumber(day, gender)).toBe(number),
  );

  it('are all of it, and never the same for two pupils of a file', () => {
    for (const file of files) {
      const rows = textOf(file).split('\r\n').slice(1, -1);
      const numbers = rows.map(row => row.split(/[;\t]/)[0]?.replace('-', '') ?? '');
      expect(numbers.every(number => /^(?:19|20)\d{6}23[89]\d$/.test(number))).toBe(true);
      if (file.kind === 'slutbetyg') expect(new Set(numbers).size).toBe(numbers.length);
    }
  });
});

describe('the files of Ekdala’s results', () => {
  it('are of the compulsory school and upper secondary education in five years, of the others in the last two', () => {
    const yearsOf = (kind: string) => files.filter(file => file.kind === kind).map(file => file.academicYear);
    const five = [2021, 2022, 2023, 2024, 2025];
    for (const kind of ['np_ak3', 'np_ak6', 'np_ak9', 'slutbetyg', 'kursbetyg'])
      expect([kind, yearsOf(kind)]).toEqual([kind, five]);
    for (const kind of ['komvux', 'sfi']) expect([kind, yearsOf(kind)]).toEqual([kind, [2024, 2025]]);
    expect(yearsOf('modersmal')).toEqual([2024, 2024, 2025, 2025]);
    expect(yearsOf('amnesbetyg')).toEqual([2025]);
  });

  it('are the same bytes each time', async () => {
    const again = await transact(ekdalaResultFiles);
    expect(again.every((file, at) => Buffer.compare(file.bytes, files[at]?.bytes ?? Buffer.of()) === 0)).toBe(
      true,
    );
  });
});

describe('the results of Ekdala', () => {
  it('lie where Swedish results lie', () => {
    const merit = momentsOf(chosen('meritvärde', '9', 'Alla ämnen'));
    expect(merit.mean).toBeGreaterThan(210);
    expect(merit.mean).toBeLessThan(245);
    const tests = momentsOf(chosen('provbetygspoäng', '9'));
    expect(tests.mean).toBeGreaterThan(10.5);
    expect(tests.mean).toBeLessThan(13);
    expect(tests.sd).toBeGreaterThan(5);
    expect(tests.sd).toBeLessThan(7);
    // Teachers' grades lie over the tests, as they do everywhere.
    expect(momentsOf(chosen('betyg minus provbetyg', '9')).mean).toBeGreaterThan(0.3);
  });

  it('have two schools with fewer than ten pupils in year 6', () => {
    const few = chosen('provbetygspoäng', '6').filter(cell => cell.academicYear === 2025 && cell.n < 10);
    expect(new Set(few.map(cell => cell.schoolUnitCode)).size).toBe(2);
  });

  it('follow a school that changed code in the summer of 2023', () => {
    const yearsOf = (code: string) =>
      chosen('provbetygspoäng', '9')
        .filter(cell => cell.schoolUnitCode === code)
        .map(cell => cell.academicYear);
    expect(yearsOf('99325016')).toEqual([2021, 2022]);
    expect(yearsOf('99468120')).toEqual([2023, 2024, 2025]);
  });

  it('are linked to year 6 where that was three years before', () => {
    const linked = chosen('provbetygspoäng', '9').filter(cell => cell.prior !== null);
    expect([...new Set(linked.map(cell => cell.academicYear))]).toEqual([2024, 2025]);
    for (const { prior } of linked) {
      if (prior === null || prior.n < 30) continue;
      const x = prior.sumSquaresX - prior.sumX ** 2 / prior.n;
      const y = prior.sumSquaresY - prior.sumY ** 2 / prior.n;
      const between = prior.sumXY - (prior.sumX * prior.sumY) / prior.n;
      expect(between / Math.sqrt(x * y)).toBeGreaterThan(0.35);
    }
  });

  it('tell of upper secondary education by course, and by level from the first who read by Gy25', () => {
    const levelsIn = (kind: string, academicYear: number) => [
      ...new Set(
        cells
          .filter(
            cell => cell.kind === kind && cell.academicYear === academicYear && cell.subject === 'Matematik',
          )
          .map(cell => cell.level),
      ),
    ];
    expect(levelsIn('kursbetyg', 2024).sort()).toEqual(['MATMAT01a', 'MATMAT01b', 'MATMAT01c']);
    expect(levelsIn('kursbetyg', 2025).sort()).toEqual(['MATMAT02a', 'MATMAT02b', 'MATMAT02c']);
    expect(levelsIn('amnesbetyg', 2025)).toEqual(['MATE1000X']);
    // Beside the grade stands the national test of the course.
    const gap = cells.filter(cell => cell.kind === 'kursbetyg' && cell.measure === 'betyg minus provbetyg');
    expect(momentsOf(gap).mean).toBeGreaterThan(0.3);
  });

  it('tell of adult education and of mother tongues, where some groups are small', () => {
    const of = (kind: string) => cells.filter(cell => cell.kind === kind && cell.group === 'alla');
    expect(new Set(of('sfi').map(cell => cell.level))).toEqual(new Set(['A', 'B', 'C', 'D']));
    expect(new Set(of('komvux').map(cell => cell.schoolUnitCode))).toEqual(new Set(['99607351']));
    expect(of('modersmal').some(cell => cell.subject === 'Modersmål arabiska')).toBe(true);
    expect(new Set(of('modersmal').map(cell => cell.semester))).toEqual(new Set(['HT', 'VT']));
    expect(of('modersmal').some(cell => cell.n < 10)).toBe(true);
  });

  it('were sent twice for one school, and only the later holds', () => {
    expect(deliveries.filter(({ state }) => state === 'ersatt')).toHaveLength(1);
    const [later, earlier] = deliveries.filter(
      ({ scope }) =>
        scope.kind === 'np_ak6' && scope.academicYear === 2025 && scope.schoolUnitCode === twice(),
    );
    expect([later?.version, earlier?.version]).toEqual([2, 1]);
    expect(later?.pupils).toBe((earlier?.pupils ?? 0) + 1);
  });

  it('left for the board before the day that the story stands on', async () => {
    const releases = await transact(loadReleases);
    expect(
      releases.map(({ recipient, releasedAt }) => [recipient, releasedAt.toISOString().slice(0, 16)]),
    ).toEqual([
      ['bildningsnämnden', '2026-10-14T08:20'],
      ['bildningsnämnden', '2026-10-14T08:20'],
    ]);
  });

  it('differ by gender in parts of the same whole', () => {
    const whole = momentsOf(chosen('provbetygspoäng', '9'));
    const girls = momentsOf(chosen('provbetygspoäng', '9', 'Matematik', 'flickor'));
    const boys = momentsOf(chosen('provbetygspoäng', '9', 'Matematik', 'pojkar'));
    expect(girls.n + boys.n).toBe(whole.n);
  });
});
