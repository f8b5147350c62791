import { keepUntilNextEvent, type Scoped } from '#app/database/index.ts';
import { loadPublishedValues, type PublishedValue } from '#app/organisation/index.ts';
import { type Chance, chanceOf, type UnitYear } from '../chance.ts';
import { eachDecided } from '../deciding/kept-decisions.ts';
import type { ReceivedDelivery } from '../delivery.ts';
import { type KeptCell, loadCells, loadDeliveries } from '../store.ts';
import { type ResultTable, type RowChoice, readTableInside } from '../table-actions.ts';
import { questionsIn, type TableQuestion } from '../table-question.ts';
import { nationalValue, publishedFor, publishedMeasure } from './published.ts';
import { shownIn } from './shown.ts';

/** Everything that the page of a table shows. */
export type TableView = {
  readonly table: ResultTable;
  /** The deliveries that its numbers rest on. */
  readonly deliveries: readonly ReceivedDelivery[];
  /** What Skolverket has published of the rows. */
  readonly published: readonly PublishedValue[];
  /** What Skolverket has published of the whole country; null where there is no number. */
  readonly national: number | null;
  /** What chance does to a unit's mean, from the units and years that are shown; null where they are too few. */
  readonly chance: Chance | null;
  /** The same for the whole authority in each academic year that there are results for, oldest first. */
  readonly series: readonly ResultTable[];
  /** The years of the series from which another scale is used: not compared with those before. */
  readonly breaks: readonly number[];
  /** Betyg, provbetyg and the gap between them, where there are all three. */
  readonly beside: {
    readonly grade: ResultTable;
    readonly test: ResultTable;
    readonly gap: ResultTable;
  } | null;
};

const nobody: RowChoice = () => false;
const isWhole: RowChoice = place => place.level === 'huvudman';

/** Which tables there are for an academic year, each with the authority's own row. */
export const readOverview = (tx: Scoped, academicYear: number): Promise<readonly ResultTable[]> =>
  keepUntilNextEvent(tx, `results of ${academicYear}`, async () => {
    const cells = await loadCells(tx, { academicYears: [academicYear], groups: ['alla'] });
    return eachDecided(questionsIn(cells), question => readTableInside(tx, question, nobody, isWhole));
  });

/** The units of a table whose pupils and mean are shown, with what their cells say. */
const unitYears = ({ question, rows }: ResultTable, cells: readonly KeptCell[]): readonly UnitYear[] => {
  const shown = rows.filter(
    row =>
      row.place.level === 'enhet' &&
      shownIn(row, 'medelvärde').value !== null &&
      shownIn(row, 'antal').value !== null,
  );
  return shown.flatMap(({ place }) => {
    const own = cells.filter(
      cell =>
        cell.academicYear === question.academicYear &&
        cell.semester === question.semester &&
        place.units.includes(cell.schoolUnitCode),
    );
    const sumOf = (part: 'n' | 'sum' | 'sumSquares'): number =>
      own.reduce((sum, cell) => sum + cell[part], 0);
    const pupils = sumOf('n');
    if (pupils === 0) return [];
    const { academicYear } = question;
    return [
      { unit: place.units.join(), academicYear, pupils, sum: sumOf('sum'), sumSquares: sumOf('sumSquares') },
    ];
  });
};

export const readTableView = async (
  tx: Scoped,
  question: TableQuestion,
  seesTeachers: RowChoice,
  isWanted: RowChoice,
): Promise<TableView> => {
  const table = await readTableInside(tx, question, seesTeachers, isWanted);
  const measure = publishedMeasure(question);
  const published = measure === null ? [] : await loadPublishedValues(tx, [measure]);
  const others = await loadCells(tx, {
    ...{ levels: [question.level], subjects: [question.subject], groups: ['alla', question.group] },
  });
  const comparable = others.filter(
    cell => cell.kind === question.kind && cell.measure === question.measure && cell.group === question.group,
  );
  const scales = new Map(comparable.map(cell => [cell.academicYear, cell.scale]));
  const years = [...scales.keys()].sort((a, b) => a - b);
  const isBroken = (before: number, after: number): boolean => scales.get(before) !== scales.get(after);
  const series = await eachDecided(years, academicYear =>
    readTableInside(tx, { ...question, academicYear }, nobody),
  );
  const sameYear = questionsIn(others.filter(cell => cell.academicYear === question.academicYear));
  const gap = sameYear.find(one => one.measure === 'betyg minus provbetyg');
  const grade =
    gap &&
    sameYear.find(
      one => one.measure === 'betygspoäng' && one.kind === gap.kind && one.semester === gap.semester,
    );
  const test = gap && sameYear.find(one => one.measure === 'provbetygspoäng');
  const ask = (one: TableQuestion) =>
    readTableInside(tx, { ...one, group: question.group }, seesTeachers, isWanted);
  const [ofGrade, ofTest, ofGap] = gap && grade && test ? await eachDecided([grade, test, gap], ask) : [];
  const units = new Set(table.rows.flatMap(({ place }) => place.units));
  return {
    table,
    deliveries: (await loadDeliveries(tx)).filter(
      ({ scope }) =>
        scope.kind === question.kind &&
        scope.academicYear === question.academicYear &&
        scope.semester === question.semester &&
        units.has(scope.schoolUnitCode),
    ),
    published: published.filter(one =>
      table.rows.some(({ place }) => publishedFor([one], place, question.academicYear) !== null),
    ),
    national: nationalValue(published, question.academicYear)?.value ?? null,
    chance: chanceOf(
      series.flatMap(one => unitYears(one, comparable)),
      isBroken,
    ),
    breaks: years.filter((year, k) => k > 0 && isBroken(years[k - 1] ?? year, year)),
    series: series.map(one => ({ ...one, rows: one.rows.filter(({ place }) => isWhole(place)) })),
    beside: ofGrade && ofTest && ofGap ? { grade: ofGrade, test: ofTest, gap: ofGap } : null,
  };
};
