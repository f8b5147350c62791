import type { RowRemark } from '../reading.ts';

/** Anmärkningar med samma orsak: one thing that is wrong, however many rows it is wrong on. */
export type RemarkGroup = Pick<RowRemark, 'rule' | 'isRefusal' | 'file' | 'column'> & {
  /** Without the number of the row, which stands in `rows`. */
  readonly text: string;
  readonly count: number;
  /** The first rows, in the order of the file. */
  readonly rows: readonly number[];
  /** What stands there, where it is the same on all rows. */
  readonly written: string | null;
};

/** Rows that are told of a group; all of them stand in the list that can be downloaded. */
const ROWS_TOLD = 5;

const withoutRows = (text: string): string => text.replace(/\brad \d+/gi, 'rad');

/** Remarks by what caused them: those of whole files first, the others in the order in which each cause is met first. */
export const remarkGroups = (remarks: readonly RowRemark[]): readonly RemarkGroup[] => {
  const alike = Map.groupBy(remarks, ({ rule, isRefusal, file, column, text }) =>
    JSON.stringify([rule, isRefusal, file, column, withoutRows(text)]),
  );
  return [...alike.values()]
    .map((group): RemarkGroup => {
      const [first] = group as [RowRemark, ...RowRemark[]];
      const { rule, isRefusal, file, column, written } = first;
      return {
        ...{ rule, isRefusal, file, column, count: group.length },
        text: first.text.replace(/^Rad \d+: /, ''),
        rows: group.flatMap(({ row }) => (row === null ? [] : [row])).slice(0, ROWS_TOLD),
        written: group.every(one => one.written === written) ? written : null,
      };
    })
    .sort((a, b) => Number(a.rows.length > 0) - Number(b.rows.length > 0));
};
