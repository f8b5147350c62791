import type { Column } from './block.ts';
import { sv } from './sv.ts';
import type { SetProse, SetRun, SetTable } from './typeset.ts';

/**
 * A table as it is set on paper, the same in PDF and Word: how wide the columns are, which rows may be divided between pages
 * and where the codes of the figures stand. Widths are millimetres, estimated from the number of letters: no font is at hand,
 * and some per cent too much does no harm.
 */
export type PaperTable = Omit<SetTable, 'rows'> & {
  /** Of each column, together `TEXT_MM`. */
  readonly widths: readonly number[];
  readonly rows: readonly PaperRow[];
  /** About how high it stands on the page, in lines. */
  readonly lines: number;
};
export type PaperRow = {
  readonly cells: readonly PaperCell[];
  readonly total: boolean;
  /** So high that it must be allowed to go on over the page. */
  readonly tall: boolean;
};
export type PaperCell = {
  readonly runs: SetProse;
  /**
   * `inline`: each code follows its number as in running text. `beside`: the code has a place of its own to the right, so that
   * the numbers stand under each other. `below`: on a line of its own.
   */
  readonly codes: 'inline' | 'beside' | 'below';
  /** Has no code but stands in a column of numbers with codes, and keeps their place empty. */
  readonly padded: boolean;
};

/** The width of the text on an A4 page with our margins, 210 − 30 − 25. */
export const TEXT_MM = 155;
/** The place beside a number for its code. */
export const CODE_MM = 11.6;

const LETTER_MM = 1.58;
const GAP_MM = 2.9;
const NARROWEST_TEXT = 24;
/** A column of text gives way down to this for codes to stand beside their numbers. */
const LEAST_TEXT = 34;
const WIDEST_HEAD_COLUMN = 42;
const WIDEST_TEXT = 64;
/** A row with more lines than this may be divided. Even at twice the estimate it fits on a page. */
const TALLEST_ROW = 24;
const WIDEST_ON_PAPER = 8;
const EMPTY_VALUES = new Set(['', '0', '–']);

const plain = (text: string): SetRun => ({ kind: 'text', text });
const textOf = (runs: SetProse): string => runs.map(run => run.text).join('');
const lettersOf = (runs: SetProse): number =>
  runs.reduce((sum, run) => sum + run.text.length + (run.kind === 'figure' ? run.code.length * 0.6 : 0), 0);
const longestWord = (text: string): number =>
  Math.max(0, ...text.split(/[\s\u00ad-]+/u).map(word => word.length));

/** A table too wide for a page becomes two columns: the row's head, and its values written out. */
export const fitPaper = (table: SetTable): SetTable => {
  if (table.columns.length <= WIDEST_ON_PAPER) return table;
  return {
    ...table,
    columns: [
      { head: table.columns[0]?.head ?? '', align: 'text' },
      { head: sv.values, align: 'text' },
    ],
    groups: [],
    rows: table.rows.map(row => {
      const values = row.cells
        .slice(1)
        .flatMap((cell, index): SetProse[] =>
          EMPTY_VALUES.has(textOf(cell))
            ? []
            : [[plain(`${table.columns[index + 1]?.head ?? ''} `), ...cell]],
        );
      const joined = values.flatMap((value, index) => (index === 0 ? value : [plain(', '), ...value]));
      return { total: row.total, cells: [row.cells[0] ?? [], joined.length === 0 ? [plain('–')] : joined] };
    }),
  };
};

/** One figure and nothing else, short enough to have its code beside it: '34', 'ca 3 900', '−0,5', not 'uppgift saknas'. */
const isNumber = (text: string): boolean => /^(ca\s)?[\d\s.,+−–%-]{1,11}$/u.test(text);

const hasCode = (cell: SetProse): boolean => cell.some(run => run.kind === 'figure');

const cellWidth = (cell: SetProse, beside: boolean): number =>
  textOf(cell).length * LETTER_MM + (beside && hasCode(cell) && isNumber(textOf(cell)) ? CODE_MM : 0);

const cellsIn = (table: SetTable, index: number): readonly SetProse[] =>
  table.rows.map(row => row.cells[index] ?? []);

/** What a column needs to hold its longest word and its numbers. */
const naturalWidth = (table: SetTable, column: Column, index: number, beside: boolean): number => {
  const cells = cellsIn(table, index);
  const head = longestWord(column.head) * LETTER_MM * 1.06;
  const longest =
    column.align === 'number'
      ? Math.max(0, ...cells.map(cell => cellWidth(cell, beside)))
      : Math.min(
          Math.max(NARROWEST_TEXT, ...cells.map(cell => lettersOf(cell) * LETTER_MM)),
          index === 0 ? WIDEST_HEAD_COLUMN : WIDEST_TEXT,
        );
  return Math.max(head, longest, beside ? 0 : 10) + GAP_MM;
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** Columns of numbers get what they need; the texts share the rest, or all share alike where there is no text. */
const columnWidths = (table: SetTable, natural: readonly number[]): readonly number[] => {
  const isNumeric = table.columns.map(column => column.align === 'number');
  const texts = sum(natural.filter((_, index) => !isNumeric[index]));
  if (texts === 0) return natural.map(() => TEXT_MM / Math.max(1, natural.length));
  const numbers = sum(natural) - texts;
  const room = Math.max(TEXT_MM - numbers, Math.min(texts, TEXT_MM * 0.3));
  const shrink = Math.min(1, (TEXT_MM - room) / Math.max(1, numbers));
  return natural.map((width, index) => (isNumeric[index] ? width * shrink : (width / texts) * room));
};

const linesOf = (cell: PaperCell, width: number): number =>
  cell.codes === 'beside'
    ? 1
    : Math.max(1, Math.ceil((lettersOf(cell.runs) * LETTER_MM) / Math.max(1, width - GAP_MM))) +
      (cell.codes === 'below' ? 0.6 : 0);

/** The table made ready for paper. */
export const paperTable = (table: SetTable): PaperTable => {
  const widthsWith = (beside: boolean) =>
    table.columns.map((column, index) => naturalWidth(table, column, index, beside));
  const roomy = widthsWith(true);
  const least = roomy.map((width, index) =>
    table.columns[index]?.align === 'number' ? width : Math.min(width, LEAST_TEXT),
  );
  const beside = sum(least) <= TEXT_MM;
  const widths = columnWidths(table, beside ? roomy : widthsWith(false));
  const coded = table.columns.map(
    (column, index) => column.align === 'number' && cellsIn(table, index).some(hasCode),
  );
  const paperCell = (runs: SetProse, index: number): PaperCell => {
    if (!coded[index]) return { runs, codes: 'inline', padded: false };
    const isShort = isNumber(textOf(runs));
    if (hasCode(runs))
      return {
        runs,
        codes: beside && isShort && runs.length === 1 ? 'beside' : 'below',
        padded: false,
      };
    return { runs, codes: 'inline', padded: beside && isShort };
  };
  const rows = table.rows.map(row => {
    const cells = row.cells.map(paperCell);
    const lines = Math.max(1, ...cells.map((cell, index) => linesOf(cell, widths[index] ?? 0)));
    return { row: { cells, total: row.total, tall: lines > TALLEST_ROW }, lines: lines + 0.6 };
  });
  return { ...table, widths, rows: rows.map(({ row }) => row), lines: sum(rows.map(({ lines }) => lines)) };
};
