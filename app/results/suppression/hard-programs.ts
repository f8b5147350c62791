import type { ModelData } from 'highs';
import { solver } from '../solver.ts';
import type { Column, Row } from './linear-program.ts';
import type { StepColumn } from './whole-moves.ts';

/** Nothing moves further than this. */
const FAR = 1e6;
const EPS = 1e-6;

const isWithin = (move: number, { lower, upper }: Column): boolean =>
  move >= lower - EPS && move <= upper + EPS;

/** The moves with those in whole steps made exactly whole; null when one of them is not. */
const inWholeSteps = (columns: readonly StepColumn[], moves: Float64Array): Float64Array | null => {
  const whole = moves.map((move, j) => (columns[j]?.isWhole ? Math.round(move) : move));
  return whole.every((move, j) => Math.abs(move - (moves[j] as number)) <= EPS) ? whole : null;
};

/** Whether the moves keep every row at 0 and every column within its limits: what was found is believed when it has been tried. */
const isKept = (rows: readonly Row[], columns: readonly Column[], moves: Float64Array): boolean =>
  columns.every((column, j) => isWithin(moves[j] as number, column)) &&
  rows.every(row => {
    const sum = row.reduce((total, [j, coefficient]) => total + coefficient * (moves[j] as number), 0);
    // A whole step that was nearly whole is made whole, times at most some tens of points.
    return Math.abs(sum) <= 1e-3;
  });

const modelOf = (rows: readonly Row[], columns: readonly StepColumn[]): ModelData => {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const row of rows) {
    for (const [j, coefficient] of row) {
      if (coefficient === 0) continue;
      indices.push(j);
      values.push(coefficient);
    }
    starts.push(indices.length);
  }
  const [numRows, numCols] = [rows.length, columns.length];
  const still = new Float64Array(numRows);
  return {
    ...{ numRows, numCols },
    colCost: columns.map(({ gain }) => gain),
    colLower: columns.map(({ lower }) => Math.max(-FAR, lower)),
    colUpper: columns.map(({ upper }) => Math.min(FAR, upper)),
    rowLower: still,
    rowUpper: still,
    matrix: { format: 'csr', numRows, numCols, starts, indices, values },
  };
};

/**
 * The best moves in whole steps that HiGHS finds by branch and cut in so many branches; null when it finds none, or what it says does
 * not hold.
 */
export const movesByHighs = (
  rows: readonly Row[],
  columns: readonly StepColumn[],
  branches = 1,
): Float64Array | null => {
  const highs = solver();
  const found = highs.withModel(modelOf(rows, columns), model => {
    model.options.set({ output_flag: false, mip_max_nodes: branches });
    model.changeObjectiveSense(highs.constants.objectiveSense.maximize);
    const { integer, continuous } = highs.constants.variableType;
    if (columns.some(({ isWhole }) => isWhole))
      model.changeColsIntegrality(
        { kind: 'range', from: 0, to: columns.length - 1 },
        columns.map(({ isWhole }) => (isWhole ? integer : continuous)),
      );
    model.run();
    return model.getSolution().colValue;
  });
  if (found.length !== columns.length) return null;
  const whole = inWholeSteps(columns, found);
  return whole && isKept(rows, columns, whole) ? whole : null;
};
