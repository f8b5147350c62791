import { withinInformation, withinResidue } from './covariates.ts';
import { leaningOf, type Regression } from './regression.ts';

/**
 * Does the regression stand for one on the pupils' own rows? With pupils' squares and pupil weights the cells give exactly what
 * those would; otherwise the cells are the observations.
 */
export const standsForPupils = ({ panel, byPupils }: Regression): boolean =>
  byPupils && panel.within !== undefined;

/** Σw h², the inverse information of the combination with direction h. */
export const informationOf = ({ weight }: Regression, direction: Float64Array): number =>
  weight.reduce((sum, w, i) => sum + w * (direction[i] as number) ** 2, 0);

/**
 * Variance of c'β with equal independent errors: σ̂²·h'Wh, σ̂² = RSS/(N − K). On pupils RSS = Σ n e² + Σ(pupils around their
 * cell's mean).
 */
export const iidVariance = (
  regression: Regression,
  direction: Float64Array,
  combination: Float64Array,
): number => {
  const ofPupils = standsForPupils(regression);
  const { panel, weight, residual, counted, adjustment } = regression;
  let rss = 0;
  for (let i = 0; i < panel.cells; i += 1)
    rss += (weight[i] as number) * (residual[i] as number) ** 2 + (ofPupils ? (panel.within?.[i] ?? 0) : 0);
  let information = informationOf(regression, direction);
  const lean = leaningOf(regression, combination);
  if (adjustment && lean) {
    rss += withinResidue(adjustment, weight);
    information += withinInformation(adjustment, weight, lean);
  }
  return (rss / (counted.observations - counted.all)) * information;
};

/**
 * Heteroscedasticity-robust variance HC1: N/(N − K)·Σ h²(we)² over rows. On pupils each cell's term is h²(n e² + Σ(y − mean)²).
 * (MacKinnon & White 1985, "Some heteroskedasticity-consistent covariance matrix estimators", Journal of Econometrics 29.)
 */
export const robustVariance = (regression: Regression, direction: Float64Array): number => {
  const ofPupils = standsForPupils(regression);
  const { panel, weight, residual, counted } = regression;
  let sum = 0;
  for (let i = 0; i < panel.cells; i += 1) {
    const [w, e] = [weight[i] as number, residual[i] as number];
    const squares = ofPupils ? w * e * e + (panel.within?.[i] ?? 0) : (w * e) ** 2;
    sum += (direction[i] as number) ** 2 * squares;
  }
  return (counted.observations / (counted.observations - counted.all)) * sum;
};

/**
 * The small-sample factor of CR1: G/(G − 1)·(N − 1)/(N − K), K without the effects that lie within clusters (fixest's default;
 * Bergé 2018, "Efficient estimation of maximum likelihood models with multiple fixed-effects: the R package FENmlm").
 */
export const clusterFactor = ({ counted }: Regression): number =>
  (counted.clusters / (counted.clusters - 1)) *
  ((counted.observations - 1) / (counted.observations - counted.clustered));
