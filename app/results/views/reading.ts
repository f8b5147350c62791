import type { Scoped } from '#app/database/index.ts';
import { loadPublishedValues, type PublishedValue } from '#app/organisation/index.ts';
import { type KeptCell, loadCells } from '../store.ts';
import { type ResultTable, type RowChoice, readTableInside } from '../table-actions.ts';
import type { TableQuestion } from '../table-question.ts';
import { publishedMeasure } from './published.ts';

/** Everything that the page of a table shows. */
export type TableView = {
  readonly table: ResultTable;
  readonly published: readonly PublishedValue[];
  /** How much pupils differ within the whole authority; null where the authority's own mean is not shown. */
  readonly deviation: number | null;
  /** The same for the whole authority in each academic year that there are results for, oldest first. */
  readonly series: readonly ResultTable[];
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
export const readOverview = async (tx: Scoped, academicYear: number): Promise<readonly ResultTable[]> => {
  const cells = await loadCells(tx, { academicYears: [academicYear], groups: ['alla'] });
  const tables: ResultTable[] = [];
  for (const question of questionsIn(cells))
    tables.push(await readTableInside(tx, question, nobody, isWhole));
  return tables;
};

const questionOf = (cell: KeptCell): TableQuestion => ({
  ...{ kind: cell.kind, measure: cell.measure, level: cell.level, academicYear: cell.academicYear },
  ...{ semester: cell.semester, subject: cell.subject, group: 'alla' },
});

const questionsIn = (cells: readonly KeptCell[]): readonly TableQuestion[] => [
  ...new Map(cells.map(cell => [JSON.stringify(questionOf(cell)), questionOf(cell)] as const)).values(),
];

/** How pupils' values spread in all cells of the question together. */
const deviationOf = async (tx: Scoped, question: TableQuestion): Promise<number | null> => {
  const cells = (
    await loadCells(tx, {
      ...{ measures: [question.measure], levels: [question.level], subjects: [question.subject] },
      ...{ academicYears: [question.academicYear], groups: [question.group] },
    })
  ).filter(cell => cell.kind === question.kind && cell.semester === question.semester);
  let [n, sum, sumSquares] = [0, 0, 0];
  for (const cell of cells) {
    n += cell.n;
    sum += cell.sum;
    sumSquares += cell.sumSquares;
  }
  return n < 2 ? null : Math.sqrt(Math.max(0, (sumSquares - sum ** 2 / n) / (n - 1)));
};

export const readTableView = async (
  tx: Scoped,
  question: TableQuestion,
  seesTeachers: RowChoice,
  isWanted: RowChoice,
): Promise<TableView> => {
  const table = await readTableInside(tx, question, seesTeachers, isWanted);
  const measure = publishedMeasure(question);
  const others = await loadCells(tx, {
    ...{ levels: [question.level], subjects: [question.subject], groups: ['alla'] },
  });
  const years = [
    ...new Set(
      others
        .filter(cell => cell.kind === question.kind && cell.measure === question.measure)
        .map(cell => cell.academicYear),
    ),
  ].sort((a, b) => a - b);
  const series: ResultTable[] = [];
  for (const academicYear of years)
    series.push(await readTableInside(tx, { ...question, academicYear }, nobody, isWhole));
  const sameYear = questionsIn(others.filter(cell => cell.academicYear === question.academicYear));
  const gap = sameYear.find(one => one.measure === 'betyg minus provbetyg');
  const grade =
    gap &&
    sameYear.find(
      one => one.measure === 'betygspoäng' && one.kind === gap.kind && one.semester === gap.semester,
    );
  const test = gap && sameYear.find(one => one.measure === 'provbetygspoäng');
  const ask = (one: TableQuestion) => readTableInside(tx, one, seesTeachers, isWanted);
  return {
    table,
    published: (measure === null ? [] : await loadPublishedValues(tx, [measure])).filter(
      ({ schoolUnitCode, academicYearStart }) =>
        academicYearStart === question.academicYear &&
        table.rows.some(({ place }) => place.level === 'enhet' && place.units.includes(schoolUnitCode)),
    ),
    deviation: await deviationOf(tx, question),
    series,
    beside:
      gap && grade && test ? { grade: await ask(grade), test: await ask(test), gap: await ask(gap) } : null,
  };
};
