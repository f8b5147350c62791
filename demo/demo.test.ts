import * as fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadHoldings, loadPeople, type Role, roles } from '#app/access/index.ts';
import {
  type ItemDraft,
  itemDocument,
  type itemFigures,
  moveItem,
  readDraft,
  readFilling,
  readinessOf,
  recordDecision,
} from '#app/boards/index.ts';
import { demo } from '#app/commands/demo.ts';
import { type Database, type Scoped, withScope } from '#app/database/index.ts';
import { figuresIn, type Manuscript, paragraph, prose } from '#app/documents/index.ts';
import { readPlannedEducations, readTable } from '#app/exchange/index.ts';
import { rootFolder } from '#app/main.ts';
import { loadOrganisation, type OrganisationOn } from '#app/organisation/index.ts';
import {
  importPositionsFile,
  loadRegister,
  type PositionOn,
  positionsOn,
  type Register,
} from '#app/positions/index.ts';
import { valueOfSource } from '#app/shared/figure-source.ts';
import { contains } from '#app/shared/period.ts';
import { openDemoForTest } from '#tests/demo-database.ts';
import { temporaryFolder } from '#tests/house.ts';
import { countsIn, countsWithoutFigure } from './bare-number.fixture.ts';
import { type DemoFile, demoFiles, readDemoFile } from './files.ts';
import type { LoadedDemo } from './load.ts';
import { demoDay, otherSituations, wayToTheBoard } from './story.ts';
import { sv } from './sv.ts';

/** Milliseconds for a test that reads the whole of Ekdala in once more, on a machine that does other things as well. */
const READING_IT_ANEW = 120_000;

const bytesOf = (file: DemoFile): Uint8Array => readDemoFile(rootFolder(), file);
const textOf = (file: DemoFile): string =>
  new TextDecoder(file === 'tjanster.csv' ? 'windows-1252' : 'utf-8').decode(bytesOf(file));
const files = Object.keys(demoFiles) as DemoFile[];

let database: Database;
let loaded: LoadedDemo;
const transact = <Result>(work: (tx: Scoped) => Promise<Result>): Promise<Result> =>
  withScope(database, { authorityId: loaded.authorityId, personId: null }, work);

const readItem = async (): Promise<ItemDraft> => {
  const draft = await transact(tx => readDraft(tx, loaded.itemId, demoDay, readFilling));
  if (!draft) throw new Error('The item is not there');
  return draft;
};

beforeAll(async () => {
  ({ database, ...loaded } = await openDemoForTest());
});
afterAll(() => database.close());

describe('the organisation of Ekdala', () => {
  const on = (day: string): Promise<OrganisationOn> => transact(tx => loadOrganisation(tx, day));
  const compulsory = (organisation: OrganisationOn) =>
    organisation.teachingUnits().filter(unit => unit.schoolForms.includes('GR'));

  it('has thirteen compulsory schools, in areas of three, three, three and four', async () => {
    const organisation = await on(demoDay);
    const units = compulsory(organisation);
    expect(units).toHaveLength(13);
    const areas = Map.groupBy(units, unit => organisation.enclosing(unit.id, 'Rektorsområde')?.name);
    expect([...areas.values()].map(({ length }) => length).sort()).toEqual([3, 3, 3, 4]);
    const levels = units.map(unit => unit.yearLevels.join(''));
    expect(levels.filter(one => one === 'F123456')).toHaveLength(8);
    expect(levels.filter(one => one === 'F123456789')).toHaveLength(2);
    expect(levels.filter(one => one === '789')).toHaveLength(3);
  });

  it('has three upper secondary areas, adult education and a mother-tongue unit', async () => {
    const organisation = await on(demoDay);
    const forms = organisation.teachingUnits().map(unit => unit.schoolForms.join());
    expect(forms.filter(form => form === 'GY')).toHaveLength(3);
    expect(forms.filter(form => form === 'VUX')).toHaveLength(1);
    expect(organisation.all().filter(unit => unit.kind === 'Modersmålsenhet')).toHaveLength(1);
  });

  it('had one school under another name and code until the summer of 2023', async () => {
    const names = async (day: string) => compulsory(await on(day)).map(unit => unit.name);
    const [before, after] = [await names('2023-06-30'), await names('2023-07-01')];
    expect(before.filter(name => !after.includes(name))).toEqual(['Nybroskolan']);
    expect(after.filter(name => !before.includes(name))).toEqual(['Norrevångsskolan']);
  });
});

describe('the statistics of Ekdala', () => {
  const read = readPlannedEducations(bytesOf('skolverket.ndjson'), '9999');
  const values = read.ok ? read.value.values : [];

  it('are those of fourteen units, the renamed one under both codes', () => {
    expect(read.ok && read.value.units).toHaveLength(14);
  });

  it('are held back for few pupils in about six of a hundred', () => {
    const few = values.filter(value => value.mark === 'OMITTED_DUE_TO_BASED_ON_FEW_PUPILS');
    expect(few.length / values.length).toBeGreaterThan(0.05);
    expect(few.length / values.length).toBeLessThan(0.075);
  });

  it('say nothing of year 6 at the two smallest schools', () => {
    const yearSix = values.filter(value => value.measure === 'averageResultNationalTestsSubjectMA6thGrade');
    const units = [...new Set(yearSix.map(value => value.schoolUnitCode))];
    const silent = units.filter(code =>
      yearSix.filter(value => value.schoolUnitCode === code).every(value => value.value === null),
    );
    expect(silent).toHaveLength(2);
  });

  it('give the number of pupils as "cirka", for every school there is today', () => {
    const pupils = values.filter(
      value => value.measure === 'totalNumberOfPupils' && value.academicYearStart === 2025,
    );
    expect(pupils).toHaveLength(13);
    expect(pupils.every(value => value.approximate && (value.value ?? 0) >= 60)).toBe(true);
  });
});

describe('the positions of Ekdala', () => {
  let register: Register;
  let organisation: OrganisationOn;
  beforeAll(async () => {
    register = await transact(loadRegister);
    organisation = await transact(tx => loadOrganisation(tx, demoDay));
  });
  const isCompulsory = ({ position }: PositionOn) =>
    organisation.find(position.unitId)?.schoolForms.includes('GR') ?? false;

  it('are thirty-four lead teachers in compulsory school, eighteen elsewhere, and one lektor', () => {
    const now = positionsOn(register, demoDay);
    const leads = now.filter(one => one.position.kind === 'Förstelärare');
    expect(leads.filter(isCompulsory)).toHaveLength(34);
    expect(leads.filter(one => !isCompulsory(one))).toHaveLength(18);
    expect(now.filter(one => one.position.kind === 'Lektor')).toHaveLength(1);
  });

  it('were others when the board asked, and when it got its first answer', () => {
    const count = (day: string) => positionsOn(register, day).length;
    expect([count('2017-03-17'), count('2017-12-20'), count(demoDay)]).toEqual([34, 37, 53]);
  });

  it('show what a real register shows', () => {
    const now = positionsOn(register, demoDay);
    const held = now.filter(one => one.appointment !== null);
    const tasks = now.flatMap(one => (one.assignment ? [one.assignment] : []));
    expect(now.length - held.length).toBe(4);
    expect(held.filter(one => one.appointment?.endsOn === null)).toHaveLength(6);
    expect(tasks.filter(task => task.plannedShare === null)).toHaveLength(2);
    expect(tasks.filter(task => task.crossSubject).length).toBeGreaterThan(3);
    expect(tasks.filter(task => task.subjects.length > 1).length).toBeGreaterThan(5);
    expect(tasks.filter(task => task.needId === null)).toHaveLength(1);
    expect(new Set(tasks.map(task => task.type)).size).toBeGreaterThan(10);
    expect(new Set(now.map(one => one.position.funding)).size).toBe(3);
    expect(Math.min(...register.positions.map(one => Number(one.startsOn.slice(0, 4))))).toBe(2011);
  });

  it('are described in words of their own, position by position', () => {
    const tasks = positionsOn(register, demoDay).flatMap(one =>
      one.assignment ? [one.assignment.title] : [],
    );
    expect(new Set(tasks).size).toBe(tasks.length);
  });

  it('do not change when the list is read in again', async () => {
    const again = await importPositionsFile({
      ...{ bytes: bytesOf('tjanster.csv'), fileName: 'tjanster.csv' },
      ...{ readTable, transact, today: demoDay },
    });
    expect(again).toMatchObject({ errors: [], created: 0, changed: 0 });
    expect(again.alreadyImported).not.toBeNull();
  });
});

describe('the people of Ekdala', () => {
  it('can be signed in as in every role', async () => {
    const { people, holdings } = await transact(async tx => ({
      people: await loadPeople(tx),
      holdings: await loadHoldings(tx),
    }));
    const presented = new Set(people.filter(person => person.presentation !== null).map(person => person.id));
    const held = holdings.filter(one => presented.has(one.personId) && contains(one, demoDay));
    const count = (role: Role) => held.filter(one => one.role === role).length;
    expect((Object.keys(roles) as Role[]).filter(role => count(role) === 0)).toEqual([]);
    expect(count('verksamhetschef')).toBe(2);
    expect(count('rektor')).toBeGreaterThanOrEqual(4);
    expect(count('förstelärare')).toBe(3);
    expect(count('förtroendevald')).toBe(2);
  });

  it('are all known by gender when they hold a position today', async () => {
    const { people, register } = await transact(async tx => ({
      people: await loadPeople(tx),
      register: await loadRegister(tx),
    }));
    const holders = positionsOn(register, demoDay).flatMap(one => one.appointment?.personId ?? []);
    const unknown = people.filter(person => holders.includes(person.id) && person.gender === null);
    expect(unknown).toEqual([]);
  });

  it('have a situation to try only when they can be signed in as', async () => {
    const people = await transact(loadPeople);
    const presented = people.filter(person => person.presentation !== null).map(one => one.employeeNumber);
    const asked = [...wayToTheBoard, ...otherSituations].map(({ person }) => person);
    expect(asked.filter(number => !presented.includes(number))).toEqual([]);
  });
});

describe('the item to the board', () => {
  const written = async (): Promise<Manuscript> => {
    const draft = await readItem();
    return itemDocument(draft, draft.filling.chapters(), { date: demoDay, draft: false });
  };

  it('is a draft that lacks nothing', async () => {
    const draft = await readItem();
    expect(draft.item.stage).toBe('utkast');
    expect(readinessOf(draft).errors).toEqual([]);
  });

  it('leaves only one thing to think twice about: when the pupils are told', async () => {
    const { warnings } = readinessOf(await readItem());
    expect(warnings.map(({ text }) => text)).toEqual([expect.stringContaining('fick veta')]);
  });

  it('answers both of the commissions that stood open, and every question in them', async () => {
    const { item, thread } = await readItem();
    expect(item.reportBacks).toHaveLength(2);
    const verdicts = item.reportBacks.flatMap(({ answers }) => answers.map(({ verdict }) => verdict));
    expect(verdicts).toHaveLength(6);
    expect(verdicts).toContain('går inte att avgöra');
    expect(thread.steps.map(({ kind, on }) => `${on} ${kind}`)).toEqual([
      '2017-03-17 commission',
      '2017-12-20 reportBack',
      '2017-12-20 commission',
      '2026-12-16 item',
    ]);
  });

  it('has no digit that counts something without a figure behind it', async () => {
    const manuscript = await written();
    expect(figuresIn(manuscript).length).toBeGreaterThan(100);
    expect(countsWithoutFigure(manuscript)).toEqual([]);
  });

  it('shows the results that the board was given, each number with the row it was told in', async () => {
    const { filling } = await readItem();
    const chapter = filling.chapters().find(({ key }) => key === 'resultat');
    const figures = chapter?.figures ?? [];
    expect(figures.length).toBeGreaterThan(5);
    expect(figures.filter(({ value }) => value === null)).toEqual([]);
    expect(figures.map(figure => valueOfSource(filling.sourceOf(figure)))).toEqual(
      figures.map(({ value }) => value),
    );
    expect(figures.map(figure => filling.ask(figure)?.code)).toEqual(figures.map(({ code }) => code));
    expect(Object.values(filling.figureNames(figures)).every(({ name }) => name.includes('matematik'))).toBe(
      true,
    );
  });

  it('tells how the assignments have been followed up, each number with its rows, and nobody’s judgement alone', async () => {
    const { filling } = await readItem();
    const chapter = filling.chapters().find(({ key }) => key === 'uppfoljning');
    const figures = chapter?.figures ?? [];
    expect(figures.length).toBeGreaterThan(60);
    expect(figures.filter(({ value }) => value === null)).toEqual([]);
    expect(figures.map(figure => valueOfSource(filling.sourceOf(figure)))).toEqual(
      figures.map(({ value }) => value),
    );
    expect(figures.map(figure => filling.ask(figure)?.code)).toEqual(figures.map(({ code }) => code));
    expect(Object.keys(filling.figureNames(figures)).sort()).toEqual(figures.map(({ code }) => code).sort());
    // Day by day is not kept: on a day before the latest follow-up was finalised there is no chapter.
    const before = await transact(tx => readFilling(tx, '2026-11-17', null, demoDay));
    expect(before.chapters().map(({ key }) => key)).not.toContain('uppfoljning');
  });

  it('says before the results that they do not tell what the positions have done', async () => {
    const { filling } = await readItem();
    const first = filling.chapters().find(({ key }) => key === 'resultat')?.blocks[0];
    expect(JSON.stringify(first)).toContain('De säger inte vad karriärtjänsterna har betytt');
  });

  it('would be caught with a bare number, wherever it stood', async () => {
    const manuscript = await written();
    const [figure] = figuresIn(manuscript);
    if (!figure) throw new Error('The item has no figures');
    const planted = (text: string) => countsWithoutFigure({ blocks: [paragraph(text)] });
    expect(planted('Ekdala har 53 tjänster.')).toHaveLength(1);
    expect(planted('Ekdala har 9 årskurser.')).toHaveLength(1);
    expect(planted('Ekdala hade 12,5 procent fler den 20 december 2017 än år 2016.')).toHaveLength(1);
    expect(countsWithoutFigure({ blocks: [paragraph(prose`Ekdala har ${figure} tjänster.`)] })).toEqual([]);
    expect(
      countsIn(
        'Den 20 december 2017, § 96, i BIN 2017/112, enligt 17 §, i årskurs 9 läsåret 2025/26 (IFAU 2020:3)',
      ),
    ).toEqual([]);
    const table = { kind: 'table', caption: '', columns: [], rows: [{ cells: ['Skolan', '4'] }] } as const;
    expect(countsWithoutFigure({ blocks: [table] })).toEqual(['4 in "4"']);
  });

  it('can go all the way to a decision, and leaves two new commissions waiting', {
    timeout: READING_IT_ANEW,
  }, async () => {
    const { database: own, authorityId, itemId } = await openDemoForTest();
    try {
      const act = <Result>(work: (tx: Scoped) => Promise<Result>) =>
        withScope(own, { authorityId, personId: null }, work);
      const read = () => act(tx => readDraft(tx, itemId, demoDay, readFilling));
      for (const move of ['submit', 'approve', 'send'] as const) {
        const version = (await read())?.item.version ?? 0;
        const moved = await moveItem(
          act,
          { itemId, today: demoDay, version, move, comment: '' },
          readFilling,
        );
        expect(moved.outcome).toBe('saved');
      }
      const { item } = (await read()) ?? {};
      const decided = await act(tx =>
        recordDecision(
          tx,
          { itemId, today: '2026-12-17', version: item?.version ?? 0 },
          {
            decidedOn: '2026-12-16',
            paragraph: '104',
            clauses: (item?.clauses ?? []).map(clause => ({
              clauseId: clause.id,
              ...{ decision: 'bifall', decidedText: '', addressee: '', dueOn: '' },
            })),
          },
        ),
      );
      expect(decided.outcome).toBe('saved');
      const waiting = (await read())?.thread.openEnds.map(({ commission }) => commission.dueOn) ?? [];
      expect(waiting).toEqual(expect.arrayContaining(['2027-06-30', '2027-12-15']));
    } finally {
      await own.close();
    }
  });
});

describe('Ekdala cannot be mistaken for a real municipality', () => {
  const personalNumber =
    /(?<!\d)(?:18|19|20)?\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[6-9]\d)[-+]?\d{4}(?!\d)/;

  it('has no number that looks like a personnummer in any of its files', () => {
    expect(personalNumber.test('anstallningsnr;19811218-9876')).toBe(true);
    expect(personalNumber.test('8112189876;Kim')).toBe(true);
    expect(files.filter(file => personalNumber.test(textOf(file)))).toEqual([]);
  });

  it('writes to addresses that no mail can reach', () => {
    const addresses = files.flatMap(file => textOf(file).match(/[^\s;"]+@[^\s;"]+/g) ?? []);
    expect(addresses.length).toBeGreaterThan(100);
    expect(addresses.filter(address => !address.endsWith('@ekdala.example'))).toEqual([]);
  });

  it('has a municipality code and school unit codes that nobody has been given', () => {
    const read = readPlannedEducations(bytesOf('skolverket.ndjson'), '9999');
    const codes = read.ok ? read.value.units.map(unit => unit.schoolUnitCode) : [];
    expect(codes.filter(code => !/^99\d{6}$/.test(code))).toEqual([]);
  });

  it('says on its page that it is made up', () => {
    expect(sv.fiction).toContain('påhittad');
  });

  it('comes with a list as a personnel system gives it: Windows-1252, semicolons, decimal commas', () => {
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytesOf('tjanster.csv'))).toThrow();
    expect(textOf('tjanster.csv')).toMatch(/;12,5;statsbidrag §16;/);
  });
});

describe('samsyn demo', () => {
  it('writes the item three ways, marked as made up, and every number in it', {
    timeout: READING_IT_ANEW,
  }, async () => {
    const out = temporaryFolder();
    try {
      expect(await demo.run(['--out', out])).toBe(0);
      expect(fs.readdirSync(out).sort()).toEqual([
        'figures.json',
        'tjansteskrivelse.docx',
        'tjansteskrivelse.html',
        'tjansteskrivelse.pdf',
      ]);
      const html = fs.readFileSync(`${out}/tjansteskrivelse.html`, 'utf8');
      expect(html).toContain('påhittad');
      expect(html).not.toContain('UTKAST');
      const figures = JSON.parse(fs.readFileSync(`${out}/figures.json`, 'utf8')) as ReturnType<
        typeof itemFigures
      >;
      expect(figures.length).toBeGreaterThan(100);
      for (const figure of figures) {
        expect(Object.keys(figure)).toEqual(
          expect.arrayContaining(['id', 'code', 'value', 'question', 'parameters', 'dataCut']),
        );
        expect(html).toContain(figure.code);
      }
    } finally {
      fs.rmSync(out, { recursive: true });
    }
  });

  it('asks where to write, and for a day that exists and that the item can be about', async () => {
    await expect(demo.run([])).rejects.toThrow('--out');
    await expect(demo.run(['--out', 'x', '--at', '2026-02-30'])).rejects.toThrow('--at');
    await expect(demo.run(['--out', 'x', '--at', '2017-12-20'])).rejects.toThrow('--at');
  });
});
