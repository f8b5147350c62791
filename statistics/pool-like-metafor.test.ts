import { describe, expect, it } from 'vitest';
import { pool } from './pool.ts';
import { metaforPauleMandel, metaforProfile, metaforRestrictedLikelihood } from './pool-like-metafor.ts';
import { checkEstimates } from './pool-sums.ts';

type Found = { readonly reml: number; readonly pm: number; readonly interval: readonly [number, number] };

/** As metafor 3.8-1 found them: `rma` with REML and `control = list(threshold = 1e-13, maxiter = 1e5)`, and with PM and `confint`. */
const found: readonly (readonly [string, readonly number[], readonly number[], Found])[] = [
  [
    'two tops, and rest came at the lower, far from 0',
    [2.37, 0.54, -0.25, -0.22],
    [1, 0.94, 0.03, 0.01],
    { reml: 0, pm: 0.861224253637012, interval: [0, 20.3146881625397] },
  ],
  [
    'two tops above 0, and the start nearer the lower one',
    [0.13, 0.22, 0.32, 1.02],
    [0.05, 0.08, 1.25, 0.36],
    { reml: 0.00429530031225409, pm: 0.0740127620616751, interval: [0, 2.1749915366266] },
  ],
  [
    'a start just above the lower of two tops, from where the steps lead up',
    [1.03, 0.14, 2.37, 0.12],
    [1.89, 0.08, 0.59, 0.07],
    { reml: 1.08379337577487, pm: 0.88844505390818, interval: [0.127964735374251, 15.349044313438265] },
  ],
  [
    'a start at 0, which is the lower top',
    [0.92, 0.6, 0.89, 0.36, -0.6, -0.03, 0.61, 0.54],
    [0.33, 0.03, 1.17, 0.55, 0.28, 0.64, 0.06, 1.26],
    { reml: 0, pm: 0.132535764486413, interval: [0.0171788157885541, 0.86705598488006] },
  ],
  [
    'a start at 0, which is the higher top',
    [0.03, 0.68, 0.14, 1.26, 1.26, -0.41],
    [1.03, 1.27, 0.47, 0.06, 0.08, 1.19],
    { reml: 0, pm: 0.145120406182473, interval: [0, 2.31012806144654] },
  ],
  [
    'a lower top close to 0',
    [0.74, -0.94, 0.59, 0.69, -0.09, -0.18, 1.26, 0.79],
    [0.05, 0.88, 1.29, 0.5, 0.3, 0.68, 1.49, 0.04],
    { reml: 0.00080347956537709, pm: 0.0920773679614708, interval: [0, 1.30597454249215] },
  ],
  [
    'two tops above 0, and 0 higher than where rest came',
    [-0.63, -0.54, 2.67, -0.46],
    [0.09, 0.02, 1.01, 0.03],
    { reml: 0, pm: 1.82217147864388, interval: [0.0772267687891848, 35.1889793537561] },
  ],
  [
    'a top so close to 0 that 0 is taken, which is none itself',
    [-0.037, -0.051, -0.044, 0, -0.31],
    [0.01, 0.01, 0.024, 0.078, 0.074],
    { reml: 0, pm: 0.010758371039469, interval: [0.000857417137285843, 0.124873748598969] },
  ],
  [
    'a spread far above 100, and ten times it above that',
    [0, 30, 60, -45, 80],
    [0.1, 5, 10, 1, 2],
    { reml: 2447.81465560721, pm: 2436.00486651517, interval: [865.9680219869, 20216.1773076472] },
  ],
  [
    'an interval that ends at ten times the spread',
    [-14, 9, 3],
    [1, 2, 1],
    { reml: 140.377813725023, pm: 140.355578035079, interval: [36.6255323124807, 1403.55578035079] },
  ],
  ['estimates that are all the same', [0.1, 0.1, 0.1], [0.1, 0.2, 0.1], { reml: 0, pm: 0, interval: [0, 0] }],
  [
    'two that are the same and one far away',
    [0, 0, 8],
    [0.1, 0.1, 0.1],
    { reml: 21.3233333333333, pm: 21.3233354324886, interval: [5.77314746284211, 213.233354324886] },
  ],
  [
    'estimates far from 0',
    [100, 105, 98, 110, 100],
    [3, 3, 8, 1, 1],
    { reml: 21.2736891645106, pm: 16.7776723557924, interval: [4.55047304361616, 167.776723557924] },
  ],
  ['an interval that ends at 100', [1, -1], [1, 1], { reml: 1, pm: 0.999979321991958, interval: [0, 100] }],
];

const close = (mine: number | undefined, theirs: number): void =>
  expect(Math.abs((mine ?? Number.NaN) - theirs)).toBeLessThanOrEqual(1e-11 * Math.max(1e-3, theirs));

describe('the spread as metafor finds it', () => {
  it.each(found)('with %s', (_, y, se, { reml, pm, interval: [low, high] }) => {
    const estimates = checkEstimates(Float64Array.from(y), Float64Array.from(se));
    close(metaforRestrictedLikelihood(estimates), reml);
    close(metaforPauleMandel(estimates), pm);
    const profile = metaforProfile(estimates, pm);
    close(profile[0], low);
    close(profile[1], high);
  });

  it('is found in our own way where metafor refuses, since it is more than it looks for', () => {
    const y = Float64Array.of(0, 0.1, 0.2, 1000);
    const se = new Float64Array(4).fill(0.1);
    expect(metaforPauleMandel(checkEstimates(y, se))).toBeUndefined();
    const { tau2, tau2Interval } = pool(y, se, { method: 'PM', knappHartung: false, likeMetafor: true });
    expect(tau2).toBeCloseTo(249_949.999166667, 6);
    expect(tau2Interval?.[1]).toBeCloseTo(2_499_499.99166667, 5);
  });
});
