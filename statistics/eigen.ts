/** Eigenvalues, rising, and eigenvectors of a symmetric matrix: column j of `vectors` (row after row) belongs to `values[j]`. */
export type Eigen = { readonly values: Float64Array; readonly vectors: Float64Array };

/**
 * Makes the matrix tridiagonal by Householder reflections.
 * (Bowdler, Martin, Reinsch & Wilkinson 1968, "The QR and QL algorithms for symmetric matrices", Numerische Mathematik 11: tred2.)
 */
const tridiagonalise = (size: number, v: Float64Array, d: Float64Array, e: Float64Array): void => {
  const at = (row: number, column: number): number => v[row * size + column] as number;
  for (let j = 0; j < size; j += 1) d[j] = at(size - 1, j);
  for (let i = size - 1; i > 0; i -= 1) {
    let scale = 0;
    let h = 0;
    for (let k = 0; k < i; k += 1) scale += Math.abs(d[k] as number);
    if (scale === 0) {
      e[i] = d[i - 1] as number;
      for (let j = 0; j < i; j += 1) {
        d[j] = at(i - 1, j);
        v[i * size + j] = 0;
        v[j * size + i] = 0;
      }
    } else {
      for (let k = 0; k < i; k += 1) {
        const scaled = (d[k] as number) / scale;
        d[k] = scaled;
        h += scaled * scaled;
      }
      const f = d[i - 1] as number;
      const g = f > 0 ? -Math.sqrt(h) : Math.sqrt(h);
      e[i] = scale * g;
      h -= f * g;
      d[i - 1] = f - g;
      e.fill(0, 0, i);
      for (let j = 0; j < i; j += 1) {
        const reflected = d[j] as number;
        v[j * size + i] = reflected;
        let sum = (e[j] as number) + at(j, j) * reflected;
        for (let k = j + 1; k < i; k += 1) {
          sum += at(k, j) * (d[k] as number);
          e[k] = (e[k] as number) + at(k, j) * reflected;
        }
        e[j] = sum;
      }
      let product = 0;
      for (let j = 0; j < i; j += 1) {
        e[j] = (e[j] as number) / h;
        product += (e[j] as number) * (d[j] as number);
      }
      const half = product / (h + h);
      for (let j = 0; j < i; j += 1) e[j] = (e[j] as number) - half * (d[j] as number);
      for (let j = 0; j < i; j += 1) {
        const [dj, ej] = [d[j] as number, e[j] as number];
        for (let k = j; k < i; k += 1)
          v[k * size + j] = at(k, j) - (dj * (e[k] as number) + ej * (d[k] as number));
        d[j] = at(i - 1, j);
        v[i * size + j] = 0;
      }
    }
    d[i] = h;
  }
  for (let i = 0; i < size - 1; i += 1) {
    v[(size - 1) * size + i] = at(i, i);
    v[i * size + i] = 1;
    const h = d[i + 1] as number;
    if (h !== 0) {
      for (let k = 0; k <= i; k += 1) d[k] = at(k, i + 1) / h;
      for (let j = 0; j <= i; j += 1) {
        let g = 0;
        for (let k = 0; k <= i; k += 1) g += at(k, i + 1) * at(k, j);
        for (let k = 0; k <= i; k += 1) v[k * size + j] = at(k, j) - g * (d[k] as number);
      }
    }
    for (let k = 0; k <= i; k += 1) v[k * size + i + 1] = 0;
  }
  for (let j = 0; j < size; j += 1) {
    d[j] = at(size - 1, j);
    v[(size - 1) * size + j] = 0;
  }
  v[size * size - 1] = 1;
  e[0] = 0;
};

/** QL iterations with implicit shifts on the tridiagonal matrix (the same paper: tql2). */
const iterate = (size: number, v: Float64Array, d: Float64Array, e: Float64Array): void => {
  for (let i = 1; i < size; i += 1) e[i - 1] = e[i] as number;
  e[size - 1] = 0;
  let shift = 0;
  let largest = 0;
  for (let l = 0; l < size; l += 1) {
    largest = Math.max(largest, Math.abs(d[l] as number) + Math.abs(e[l] as number));
    let m = l;
    while (m < size - 1 && Math.abs(e[m] as number) > Number.EPSILON * largest) m += 1;
    while (m > l && Math.abs(e[l] as number) > Number.EPSILON * largest) {
      let g = d[l] as number;
      let p = ((d[l + 1] as number) - g) / (2 * (e[l] as number));
      let r = Math.hypot(p, 1) * (p < 0 ? -1 : 1);
      d[l] = (e[l] as number) / (p + r);
      d[l + 1] = (e[l] as number) * (p + r);
      const next = d[l + 1] as number;
      let h = g - (d[l] as number);
      for (let i = l + 2; i < size; i += 1) d[i] = (d[i] as number) - h;
      shift += h;
      p = d[m] as number;
      let [c, c2, c3, s, s2] = [1, 1, 1, 0, 0];
      const beside = e[l + 1] as number;
      for (let i = m - 1; i >= l; i -= 1) {
        c3 = c2;
        c2 = c;
        s2 = s;
        g = c * (e[i] as number);
        h = c * p;
        r = Math.hypot(p, e[i] as number);
        e[i + 1] = s * r;
        s = (e[i] as number) / r;
        c = p / r;
        p = c * (d[i] as number) - s * g;
        d[i + 1] = h + s * (c * g + s * (d[i] as number));
        for (let k = 0; k < size; k += 1) {
          const at = k * size + i;
          const right = v[at + 1] as number;
          v[at + 1] = s * (v[at] as number) + c * right;
          v[at] = c * (v[at] as number) - s * right;
        }
      }
      p = (-s * s2 * c3 * beside * (e[l] as number)) / next;
      e[l] = s * p;
      d[l] = c * p;
    }
    d[l] = (d[l] as number) + shift;
    e[l] = 0;
  }
};

/**
 * Eigenvalues and eigenvectors of a symmetric matrix: A = V·diag(values)·V'.
 *
 * @param matrix size × size, row after row; not changed
 */
export const eigenSymmetric = (matrix: Float64Array, size: number): Eigen => {
  const v = matrix.slice();
  const d = new Float64Array(size);
  const e = new Float64Array(size);
  tridiagonalise(size, v, d, e);
  iterate(size, v, d, e);
  const order = Array.from(d.keys()).sort((a, b) => (d[a] as number) - (d[b] as number));
  const vectors = new Float64Array(size * size);
  order.forEach((from, to) => {
    for (let k = 0; k < size; k += 1) vectors[k * size + to] = v[k * size + from] as number;
  });
  return { values: Float64Array.from(order, i => d[i] as number), vectors };
};
