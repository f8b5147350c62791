import type { Column, Row } from './linear-program.ts';

/** What the moves gain in all. */
export const gainOf = (columns: readonly Column[], moves: ArrayLike<number>): number =>
  columns.reduce((sum, { gain }, index) => sum + gain * (moves[index] as number), 0);

/** How far the worst row is from 0. */
export const broken = (rows: readonly Row[], moves: ArrayLike<number>): number =>
  Math.max(0, ...rows.map(row => Math.abs(row.reduce((sum, [j, c]) => sum + c * (moves[j] as number), 0))));

/** The best of all whole moves, by trying every one. */
export const bestByTrying = (columns: readonly Column[], rows: readonly Row[]): number => {
  let best = Number.NEGATIVE_INFINITY;
  const moves: number[] = [];
  const go = (index: number): void => {
    const column = columns[index];
    if (!column) {
      if (broken(rows, moves) === 0) best = Math.max(best, gainOf(columns, moves));
      return;
    }
    for (let move = column.lower; move <= column.upper; move += 1) {
      moves[index] = move;
      go(index + 1);
    }
  };
  go(0);
  return best;
};
