import { describe, expect, it } from 'vitest';
import {
  exceedanceF,
  pValueF,
  pValueT,
  quantileChiSquare,
  quantileF,
  quantileNormal,
  quantileT,
  shareBelowNormal,
} from './distributions.ts';
import { relativeError } from './reference-case.fixture.ts';

describe('distributions are those of R', () => {
  it.each([
    ['qt(.975, 19)', quantileT(0.975, 19), 2.0930240544083092],
    ['qt(.8, 4.5)', quantileT(0.8, 4.5), 0.92896556857600887],
    ['qt(.025, 2)', quantileT(0.025, 2), -4.3026527297494637],
    ['2 pt(-2.5, 7)', pValueT(2.5, 7), 0.040992218585752874],
    ['2 pt(-2.5, 7), from the other side', pValueT(-2.5, 7), 0.040992218585752874],
    ['2 pt(-40, 19)', pValueT(40, 19), 8.3077571993385029e-20],
    ['pf(3.2, 3, 19, lower = FALSE)', pValueF(3.2, 3, 19), 0.046770827004416218],
    ['pf(1e5, 2, 9, lower = FALSE)', pValueF(1e5, 2, 9), 2.7502259104645036e-20],
    ['pf(.4, 5, 11, lower = FALSE)', pValueF(0.4, 5, 11), 0.83896222563970291],
    ['pnorm(-1.3)', shareBelowNormal(-1.3), 0.096800484585610344],
    ['pnorm(2)', shareBelowNormal(2), 0.97724986805182079],
    ['qnorm(.975)', quantileNormal(0.975), 1.9599639845400536],
    ['qnorm(.1)', quantileNormal(0.1), -1.2815515655446008],
    ['qchisq(.975, 7)', quantileChiSquare(0.975, 7), 16.012764274629323],
    ['qchisq(.025, 29)', quantileChiSquare(0.025, 29), 16.047071695364888],
    ['qf(.95, 3, 19)', quantileF(0.95, 3, 19), 3.1273500051133984],
    ['qf(.05, 3, 19)', quantileF(0.05, 3, 19), 0.11538030743557606],
    ['qf(.999, 2, 9)', quantileF(0.999, 2, 9), 16.3871497512575],
    ['qf(.5, 6, 4)', quantileF(0.5, 6, 4), 1.0616688782738317],
  ])('%s', (_, found, wanted) => {
    expect(relativeError(found, wanted)).toBeLessThan(1e-11);
  });

  // R's own pf(…, ncp) stops within 1e-9; these are sum(dpois(j, λ/2) · pf(f q/(q + 2j), q + 2j, df, lower = FALSE)) there.
  it.each([
    ['f 3.2, 3 and 19, λ 4.5', exceedanceF(3.2, 3, 19, 4.5), 0.32024956013992723],
    ['f 0.6, 2 and 39, λ 0.3', exceedanceF(0.6, 2, 39, 0.3), 0.59971609059973197],
    ['f 40, 3 and 25, λ 150', exceedanceF(40, 3, 25, 150), 0.79177538718013174],
    ['f 2.5, 4 and 11, λ 60', exceedanceF(2.5, 4, 11, 60), 0.99996662661516145],
  ])('noncentral F: %s', (_, found, wanted) => {
    expect(relativeError(found, wanted)).toBeLessThan(1e-11);
  });

  it('a noncentral F with λ = 0 is the central one', () => {
    expect(exceedanceF(2.866, 4, 19, 0)).toBe(pValueF(2.866, 4, 19));
  });

  it('nothing is surer than sure, whatever rounding adds', () => {
    for (const lambda of [40, 90, 200, 400]) expect(exceedanceF(0, 3, 19, lambda)).toBeLessThanOrEqual(1);
    expect(exceedanceF(1.2, 3, 19, 400)).toBeCloseTo(1, 12);
  });

  it('an F of nothing is not unusual at all', () => {
    expect(pValueF(0, 3, 19)).toBe(1);
    expect(pValueF(-1, 3, 19)).toBe(1);
  });
});
