/**
 * Moments of a group of pupils: how many, their mean, and Σ(y − mean)². Nothing cancels, however far the mean lies from 0.
 * The empty group is `NOBODY`.
 */
export type Moments = { readonly n: number; readonly mean: number; readonly within: number };

export const NOBODY: Moments = Object.freeze({ n: 0, mean: 0, within: 0 });

/** Moments from sums around an origin: n, Σ(y − origin), Σ(y − origin)². The nearer the origin lies to the mean, the more digits survive. */
export const momentsOf = (n: number, sum: number, sumSquares: number, origin = 0): Moments => {
  if (n === 0) return NOBODY;
  const mean = sum / n;
  return Object.freeze({ n, mean: origin + mean, within: Math.max(0, sumSquares - n * mean * mean) });
};

/** Sums around an origin: n, Σ(y − origin), Σ(y − origin)². */
export const sumsOf = (
  { n, mean, within }: Moments,
  origin = 0,
): { readonly n: number; readonly sum: number; readonly sumSquares: number } => {
  const distance = mean - origin;
  return Object.freeze({ n, sum: n * distance, sumSquares: within + n * distance * distance });
};

/**
 * Two groups with nobody in common as one (Chan, Golub & LeVeque 1983, "Algorithms for computing the sample variance"):
 * mean = (n₁m₁ + n₂m₂)/n and Σ(y − mean)² = within₁ + within₂ + (m₂ − m₁)² n₁n₂/n.
 */
export const merge = (a: Moments, b: Moments): Moments => {
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  const n = a.n + b.n;
  const distance = b.mean - a.mean;
  return Object.freeze({
    n,
    mean: a.mean + (distance * b.n) / n,
    within: a.within + b.within + (distance * distance * a.n * b.n) / n,
  });
};

/**
 * A group without some of its members: what `merge` put together, taken apart. For corrections of a delivery.
 * @throws RangeError when the part is larger than the whole
 */
export const subtract = (whole: Moments, part: Moments): Moments => {
  const n = whole.n - part.n;
  if (n < 0) throw new RangeError('A part cannot have more members than the whole.');
  if (n === 0) return NOBODY;
  if (part.n === 0) return whole;
  const distance = ((whole.mean - part.mean) * whole.n) / n;
  const within = whole.within - part.within - (distance * distance * part.n * n) / whole.n;
  return Object.freeze({ n, mean: part.mean + distance, within: Math.max(0, within) });
};

/** What results are compared with: a mean and a standard deviation, of the whole authority or published for the nation. */
export type Scale = { readonly mean: number; readonly sd: number };

/**
 * The scale of a group: its mean and SD = √(Σ(y − mean)²/(n − 1)). Undefined where fewer than two pupils or no spread make
 * none. Results are put on a scale per measure, subject, year level and academic year over the whole authority; never within
 * a school, which would take away what is to be compared.
 */
export const scaleOf = ({ n, mean, within }: Moments): Scale | undefined =>
  n > 1 && within > 0 ? Object.freeze({ mean, sd: Math.sqrt(within / (n - 1)) }) : undefined;

/**
 * A group's moments in SD of a scale: y becomes (y − mean)/sd.
 * @throws RangeError when the SD is not above 0
 */
export const standardise = ({ n, mean, within }: Moments, scale: Scale): Moments => {
  if (!(scale.sd > 0)) throw new RangeError(`An SD is above 0, not ${scale.sd}.`);
  return Object.freeze({ n, mean: (mean - scale.mean) / scale.sd, within: within / scale.sd ** 2 });
};
