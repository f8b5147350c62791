import type { ModelData } from 'highs';
import { solver } from '../solver.ts';
import type { Column, Tableau } from './linear-program.ts';
import type { StepColumn } from './whole-moves.ts';

/** So many branches at most for one question. What is not found by then counts as not there, and more is hidden instead. */
const MOST_BRANCHES = 500;
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
const isKept = ({ basis, rest, values }: Tableau, columns: readonly Column[], moves: Float64Array): boolean =>
  columns.every((column, j) => isWithin(moves[j] as number, column)) &&
  basis.every((j, i) => {
    const row = rest.reduce(
      (sum, k, at) => sum + (values[i * rest.length + at] as number) * (moves[k] as number),
      moves[j] as number,
    );
    // A whole step that was nearly whole is made whole, times at most some tens of points.
    return Math.abs(row) <= 1e-3;
  });

const modelOf = ({ basis, rest, values }: Tableau, columns: readonly StepColumn[]): ModelData => {
  const starts = [0];
  const indices: number[] = [];
  const coefficients: number[] = [];
  for (const [i, own] of basis.entries()) {
    indices.push(own);
    coefficients.push(1);
    for (const [k, j] of rest.entries()) {
      const value = values[i * rest.length + k] as number;
      if (value === 0) continue;
      indices.push(j);
      coefficients.push(value);
    }
    starts.push(indices.length);
  }
  const [numRows, numCols] = [basis.length, columns.length];
  const still = new Float64Array(numRows);
  return {
    ...{ numRows, numCols },
    colCost: columns.map(({ gain }) => gain),
    colLower: columns.map(({ lower }) => Math.max(-FAR, lower)),
    colUpper: columns.map(({ upper }) => Math.min(FAR, upper)),
    rowLower: still,
    rowUpper: still,
    matrix: { format: 'csr', numRows, numCols, starts, indices, values: coefficients },
  };
};

/** The best moves in whole steps that HiGHS finds by branch and cut; null when it finds none, or what it says does not hold. */
export const movesByHighs = (solved: Tableau, columns: readonly StepColumn[]): Float64Array | null => {
  const highs = solver();
  const found = highs.withModel(modelOf(solved, columns), model => {
    model.options.set({ output_flag: false, mip_max_nodes: MOST_BRANCHES });
    model.changeObjectiveSense(highs.constants.objectiveSense.maximize);
    for (const [j, { isWhole }] of columns.entries())
      if (isWhole) model.changeColIntegrality(j, highs.constants.variableType.integer);
    model.run();
    return model.getSolution().colValue;
  });
  if (found.length !== columns.length) return null;
  const whole = inWholeSteps(columns, found);
  return whole && isKept(solved, columns, whole) ? whole : null;
};
