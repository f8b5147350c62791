/**
 * A symmetric matrix as its lower triangle, row after row: element (i, j), j ≤ i, stands at i(i + 1)/2 + j. `first[i]` is the
 * first column of row i that is not zero; what stands before it is 0.
 */
export type Triangle = { readonly size: number; readonly values: Float64Array; readonly first: Int32Array };

/** How much of a column must be left, of what it was before anything was swept out, for it to count as new information. */
export const SMALLEST_SHARE = 1e-9;

/** What is left of a pivot: its root when the column counts as new information, otherwise 0. */
const rootOf = (pivot: number, scale: number): number =>
  scale > 0 && pivot > SMALLEST_SHARE * scale ? Math.sqrt(pivot) : 0;

/**
 * Cholesky factor L (A = LL') in place, for a matrix A that may be singular.
 *
 * Columns are taken in order, and a column that the earlier ones already determine is left out: its pivot is a share of at most
 * 1e-9 of `scale`, its size before effects were swept out. Order thus decides who stays, which is what an estimate needs: the
 * effects are taken in before the treatment, and the treatment is left out when they determine it. Zeros before the first
 * element of a row stay zeros (envelope or skyline Cholesky; George & Liu 1981, ch. 4), so a matrix in blocks costs only its
 * blocks. Two rows and two columns are taken at a time: four sums that do not wait for each other run about three times as fast
 * as one, and leaving out one cluster after the other is mostly this.
 *
 * @param matrix changed in place; a column left out gets diagonal 0. What stands before the first element of a row must be 0
 * @param scale per column, > 0 where the column has any cell; 0 leaves it out
 * @returns which columns stayed (1) or were left out (0), and how many stayed
 */
export const factorise = (
  matrix: Triangle,
  scale: Float64Array,
): { readonly kept: Uint8Array; readonly rank: number } => {
  const { size, values, first } = matrix;
  for (let i = 0; i < size; i += 2) {
    const upper = (i * (i + 1)) / 2;
    const lower = upper + i + 1;
    const both = i + 1 < size;
    // The last of an odd number of rows is read twice: a question per number would cost more.
    const second = both ? lower : upper;
    const begin = both ? Math.min(first[i] as number, first[i + 1] as number) : (first[i] as number);
    for (let j = begin & ~1; j < i; j += 2) {
      const left = (j * (j + 1)) / 2;
      const right = left + j + 1;
      let k = Math.max(begin, Math.min(first[j] as number, first[j + 1] as number));
      let [ul, ur, ll, lr] = [0, 0, 0, 0];
      for (; k < j; k += 1) {
        const u = values[upper + k] as number;
        const l = values[second + k] as number;
        const a = values[left + k] as number;
        const b = values[right + k] as number;
        ul += u * a;
        ur += u * b;
        ll += l * a;
        lr += l * b;
      }
      const pivot = values[left + j] as number;
      const below = values[right + j] as number;
      const next = values[right + j + 1] as number;
      const u = pivot === 0 ? 0 : ((values[upper + j] as number) - ul) / pivot;
      values[upper + j] = u;
      values[upper + j + 1] = next === 0 ? 0 : ((values[upper + j + 1] as number) - ur - u * below) / next;
      if (!both) continue;
      const l = pivot === 0 ? 0 : ((values[lower + j] as number) - ll) / pivot;
      values[lower + j] = l;
      values[lower + j + 1] = next === 0 ? 0 : ((values[lower + j + 1] as number) - lr - l * below) / next;
    }
    let [uu, ul, ll] = [0, 0, 0];
    for (let k = begin; k < i; k += 1) {
      const u = values[upper + k] as number;
      const l = values[second + k] as number;
      uu += u * u;
      ul += u * l;
      ll += l * l;
    }
    const pivot = rootOf((values[upper + i] as number) - uu, scale[i] as number);
    values[upper + i] = pivot;
    if (!both) continue;
    const l = pivot === 0 ? 0 : ((values[lower + i] as number) - ul) / pivot;
    values[lower + i] = l;
    values[lower + i + 1] = rootOf((values[lower + i + 1] as number) - ll - l * l, scale[i + 1] as number);
  }
  const kept = new Uint8Array(size);
  let rank = 0;
  for (let i = 0; i < size; i += 1) {
    if (values[(i * (i + 3)) / 2] === 0) continue;
    kept[i] = 1;
    rank += 1;
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
