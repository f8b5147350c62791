/**
 * A symmetric matrix as its lower triangle, row after row: element (i, j), j ≤ i, stands at i(i + 1)/2 + j. `first[i]` is the
 * first column of row i that is not zero; what stands before it is never read.
 */
export type Triangle = { readonly size: number; readonly values: Float64Array; readonly first: Int32Array };

/** How much of a column must be left, of what it was before anything was swept out, for it to count as new information. */
export const SMALLEST_SHARE = 1e-9;

/** Σ values[a + k]·values[b + k] over `count` places. */
const dot = (values: Float64Array, a: number, b: number, count: number): number => {
  let sum = 0;
  for (let k = 0; k < count; k += 1) sum += (values[a + k] as number) * (values[b + k] as number);
  return sum;
};

/**
 * Cholesky factor L (A = LL') in place, for a matrix A that may be singular.
 *
 * Columns are taken in order, and a column that the earlier ones already determine is left out: its pivot is a share of at most
 * 1e-9 of `scale`, its size before effects were swept out. Order thus decides who stays, which is what an estimate needs: the
 * effects are taken in before the treatment, and the treatment is left out when they determine it. Zeros before the first
 * element of a row stay zeros (envelope or skyline Cholesky; George & Liu 1981, ch. 4), so a matrix in blocks costs only its
 * blocks.
 *
 * @param matrix changed in place; a column left out gets diagonal 0
 * @param scale per column, > 0 where the column has any cell; 0 leaves it out
 * @returns which columns stayed (1) or were left out (0), and how many stayed
 */
export const factorise = (
  matrix: Triangle,
  scale: Float64Array,
): { readonly kept: Uint8Array; readonly rank: number } => {
  const { size, values, first } = matrix;
  const kept = new Uint8Array(size);
  let rank = 0;
  for (let i = 0; i < size; i += 1) {
    const rowI = (i * (i + 1)) / 2;
    const firstI = first[i] as number;
    for (let j = firstI; j < i; j += 1) {
      const rowJ = (j * (j + 1)) / 2;
      const pivot = values[rowJ + j] as number;
      if (pivot === 0) {
        values[rowI + j] = 0;
        continue;
      }
      const from = Math.max(firstI, first[j] as number);
      values[rowI + j] =
        ((values[rowI + j] as number) - dot(values, rowI + from, rowJ + from, j - from)) / pivot;
    }
    const pivot = (values[rowI + i] as number) - dot(values, rowI + firstI, rowI + firstI, i - firstI);
    if ((scale[i] as number) > 0 && pivot > SMALLEST_SHARE * (scale[i] as number)) {
      values[rowI + i] = Math.sqrt(pivot);
      kept[i] = 1;
      rank += 1;
    } else values[rowI + i] = 0;
  }
  return { kept, rank };
};

/** Solves Lz = b in place. What belongs to a column left out becomes 0. */
export const solveForward = (factor: Triangle, b: Float64Array): void => {
  const { size, values, first } = factor;
  for (let i = 0; i < size; i += 1) {
    const row = (i * (i + 1)) / 2;
    const pivot = values[row + i] as number;
    if (pivot === 0) {
      b[i] = 0;
      continue;
    }
    let sum = b[i] as number;
    for (let k = first[i] as number; k < i; k += 1) sum -= (values[row + k] as number) * (b[k] as number);
    b[i] = sum / pivot;
  }
};

/** Solves L'x = z in place. */
export const solveBackward = (factor: Triangle, z: Float64Array): void => {
  const { size, values, first } = factor;
  for (let i = size - 1; i >= 0; i -= 1) {
    const row = (i * (i + 1)) / 2;
    const pivot = values[row + i] as number;
    if (pivot === 0) {
      z[i] = 0;
      continue;
    }
    const solved = (z[i] as number) / pivot;
    z[i] = solved;
    for (let k = first[i] as number; k < i; k += 1)
      z[k] = (z[k] as number) - (values[row + k] as number) * solved;
  }
};

/** Solves Ax = b in place by the factor of A: one of the solutions when A is singular, with 0 for the columns left out. */
export const solve = (factor: Triangle, b: Float64Array): void => {
  solveForward(factor, b);
  solveBackward(factor, b);
};

/**
 * Does Ax = b have a solution? For a column left out, what the earlier columns leave of b must be 0.
 *
 * @param factor of A, as `factorise` made it
 */
export const isSolvable = (factor: Triangle, kept: Uint8Array, b: Float64Array): boolean => {
  const z = b.slice();
  const { size, values, first } = factor;
  const largest = b.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  for (let i = 0; i < size; i += 1) {
    const row = (i * (i + 1)) / 2;
    let left = z[i] as number;
    let terms = Math.abs(left);
    for (let k = first[i] as number; k < i; k += 1) {
      const term = (values[row + k] as number) * (z[k] as number);
      left -= term;
      terms += Math.abs(term);
    }
    if (kept[i] === 1) z[i] = left / (values[row + i] as number);
    else {
      z[i] = 0;
      if (Math.abs(left) > Math.max(1e-8 * largest, 1e-10 * terms)) return false;
    }
  }
  return true;
};
