import { inverseOf, type Triangle } from './cholesky.ts';

/*
 * Four vectors side by side, element k of vector v at 4k + v. They share what is read, and their sums do not wait for each other. The
 * four are written out in every loop: one by one, or by their number, they would cost several times as much.
 */

/** Vectors that stand side by side. */
export const LANES = 4;

/**
 * Solves Ax = b for four right sides in place, as `solve` does for one.
 *
 * Two rows are taken at a time, so that each number of the factor serves four right sides and each of theirs two rows.
 */
export const solveFour = ({ size, values, first }: Triangle, b: Float64Array): void => {
  const last = (size - 1) & ~1;
  for (let i = 0; i <= last; i += 2) {
    const paired = i + 1 < size;
    const one = (i * (i + 1)) / 2;
    const two = paired ? one + i + 1 : one;
    const begin = paired ? Math.min(first[i] as number, first[i + 1] as number) : (first[i] as number);
    let ap = 0;
    let aq = 0;
    let au = 0;
    let av = 0;
    let bp = 0;
    let bq = 0;
    let bu = 0;
    let bv = 0;
    for (let k = begin, at = LANES * begin; k < i; k += 1, at += LANES) {
      const a = values[one + k] as number;
      const c = values[two + k] as number;
      const p = b[at] as number;
      const q = b[at + 1] as number;
      const u = b[at + 2] as number;
      const v = b[at + 3] as number;
      ap += a * p;
      aq += a * q;
      au += a * u;
      av += a * v;
      bp += c * p;
      bq += c * q;
      bu += c * u;
      bv += c * v;
    }
    const at = LANES * i;
    const inverse = inverseOf(values[one + i] as number);
    ap = ((b[at] as number) - ap) * inverse;
    aq = ((b[at + 1] as number) - aq) * inverse;
    au = ((b[at + 2] as number) - au) * inverse;
    av = ((b[at + 3] as number) - av) * inverse;
    b[at] = ap;
    b[at + 1] = aq;
    b[at + 2] = au;
    b[at + 3] = av;
    if (!paired) continue;
    const below = values[two + i] as number;
    const next = inverseOf(values[two + i + 1] as number);
    b[at + 4] = ((b[at + 4] as number) - bp - below * ap) * next;
    b[at + 5] = ((b[at + 5] as number) - bq - below * aq) * next;
    b[at + 6] = ((b[at + 6] as number) - bu - below * au) * next;
    b[at + 7] = ((b[at + 7] as number) - bv - below * av) * next;
  }
  for (let i = last; i >= 0; i -= 2) {
    const paired = i + 1 < size;
    const one = (i * (i + 1)) / 2;
    const two = paired ? one + i + 1 : one;
    const begin = paired ? Math.min(first[i] as number, first[i + 1] as number) : (first[i] as number);
    const from = LANES * i;
    let bp = 0;
    let bq = 0;
    let bu = 0;
    let bv = 0;
    if (paired) {
      const next = inverseOf(values[two + i + 1] as number);
      bp = (b[from + 4] as number) * next;
      bq = (b[from + 5] as number) * next;
      bu = (b[from + 6] as number) * next;
      bv = (b[from + 7] as number) * next;
      b[from + 4] = bp;
      b[from + 5] = bq;
      b[from + 6] = bu;
      b[from + 7] = bv;
    }
    // Where no row follows, its solutions are 0 and whatever is read in its place says nothing.
    const below = values[two + i] as number;
    const inverse = inverseOf(values[one + i] as number);
    const ap = ((b[from] as number) - below * bp) * inverse;
    const aq = ((b[from + 1] as number) - below * bq) * inverse;
    const au = ((b[from + 2] as number) - below * bu) * inverse;
    const av = ((b[from + 3] as number) - below * bv) * inverse;
    b[from] = ap;
    b[from + 1] = aq;
    b[from + 2] = au;
    b[from + 3] = av;
    for (let k = begin, at = LANES * begin; k < i; k += 1, at += LANES) {
      const a = values[one + k] as number;
      const c = values[two + k] as number;
      b[at] = (b[at] as number) - a * ap - c * bp;
      b[at + 1] = (b[at + 1] as number) - a * aq - c * bq;
      b[at + 2] = (b[at + 2] as number) - a * au - c * bu;
      b[at + 3] = (b[at + 3] as number) - a * av - c * bv;
    }
  }
};

/** Per lane a'b. */
export const productsOf = (a: Float64Array, b: Float64Array, products: Float64Array): void => {
  let p = 0;
  let q = 0;
  let u = 0;
  let v = 0;
  for (let at = 0; at < a.length; at += LANES) {
    p += (a[at] as number) * (b[at] as number);
    q += (a[at + 1] as number) * (b[at + 1] as number);
    u += (a[at + 2] as number) * (b[at + 2] as number);
    v += (a[at + 3] as number) * (b[at + 3] as number);
  }
  products[0] = p;
  products[1] = q;
  products[2] = u;
  products[3] = v;
};

/** Per lane Σ_k values[k]·(element columns[k] of the lane). */
export const sumsAlong = (
  columns: Int32Array,
  values: Float64Array,
  lanes: Float64Array,
  sums: Float64Array,
): void => {
  let p = 0;
  let q = 0;
  let u = 0;
  let v = 0;
  for (let k = 0; k < columns.length; k += 1) {
    const at = LANES * (columns[k] as number);
    const value = values[k] as number;
    p += value * (lanes[at] as number);
    q += value * (lanes[at + 1] as number);
    u += value * (lanes[at + 2] as number);
    v += value * (lanes[at + 3] as number);
  }
  sums[0] = p;
  sums[1] = q;
  sums[2] = u;
  sums[3] = v;
};

/** Per lane to ← from + share·to. */
export const renew = (to: Float64Array, from: Float64Array, shares: Float64Array): void => {
  const [p, q, u, v] = shares as unknown as readonly [number, number, number, number];
  for (let at = 0; at < to.length; at += LANES) {
    to[at] = (from[at] as number) + p * (to[at] as number);
    to[at + 1] = (from[at + 1] as number) + q * (to[at + 1] as number);
    to[at + 2] = (from[at + 2] as number) + u * (to[at + 2] as number);
    to[at + 3] = (from[at + 3] as number) + v * (to[at + 3] as number);
  }
};

/** Per lane to ← to + share·from. */
export const addTo = (to: Float64Array, from: Float64Array, shares: Float64Array): void => {
  const [p, q, u, v] = shares as unknown as readonly [number, number, number, number];
  for (let at = 0; at < to.length; at += LANES) {
    to[at] = (to[at] as number) + p * (from[at] as number);
    to[at + 1] = (to[at + 1] as number) + q * (from[at + 1] as number);
    to[at + 2] = (to[at + 2] as number) + u * (from[at + 2] as number);
    to[at + 3] = (to[at + 3] as number) + v * (from[at + 3] as number);
  }
};
