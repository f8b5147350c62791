/** Where in the data a problem stands: the row as a spreadsheet counts it (the header is row 1), and the column's name. */
export type ProblemPlace = { readonly row?: number; readonly column?: string };

/**
 * Something in the data or the specification that the caller can mend. The message is Swedish, says what is wrong and what
 * to do, and does not repeat the place; the caller writes file, row and column before it.
 */
export class StatisticsProblem extends Error {
  override name = 'StatisticsProblem';
  readonly place: ProblemPlace;

  constructor(message: string, place: ProblemPlace = {}) {
    super(message);
    this.place = place;
  }
}
