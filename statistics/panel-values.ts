import { StatisticsProblem } from './problem.ts';
import { estimateText } from './sv.ts';

/** One column of a table: its values in the order of the rows, and what the file calls it. Text ids and numbers as text are fine. */
export type Column = { readonly values: ArrayLike<string | number>; readonly name?: string };

/** The row as a spreadsheet counts it: the header is row 1. */
export const rowOf = (index: number): number => index + 2;

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const academicYear = /^(\d{4})[/–-](\d{2}|\d{4})$/;

/** 2019 for "2019/20" and "2019/2020"; NaN for what is not an academic year. */
const yearOf = (text: string): number => {
  const written = academicYear.exec(text);
  const year = Number(written?.[1]);
  return String(year + 1).endsWith(String(written?.[2])) ? year : Number.NaN;
};

/**
 * The numbers of a column.
 *
 * @param role what the column is called when it has no name of its own
 * @param empty what an empty text means; without it an empty text is refused
 * @param years academic years may be written 2019/20
 * @throws {StatisticsProblem} with row and column for what is not a finite number
 */
export const readNumbers = (
  { values, name }: Column,
  role: string,
  { empty, years = false }: { readonly empty?: number; readonly years?: boolean } = {},
): Float64Array => {
  const refused = (message: string, i: number): StatisticsProblem =>
    new StatisticsProblem(message, { row: rowOf(i), column: name ?? role });
  const numbers = new Float64Array(values.length);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as string | number;
    let number: number | undefined;
    if (typeof value === 'number') number = value;
    else {
      const text = value.trim();
      if (text === '') number = empty;
      else if (decimal.test(text)) number = Number(text);
      else number = years ? yearOf(text) : Number.NaN;
    }
    if (number === undefined) throw refused(estimateText.missing, i);
    if (!Number.isFinite(number)) throw refused(estimateText.notNumber(String(value)), i);
    numbers[i] = number;
  }
  return numbers;
};
