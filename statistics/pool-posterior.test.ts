import { describe, expect, it } from 'vitest';
import { shareBelowNormal } from './distributions.ts';
import { pool } from './pool.ts';
import { judgePosts, verdictOn } from './pool-posterior.ts';
import { caseRows } from './reference-case.fixture.ts';

const posts30 = caseRows('cases', 'posts30/input.csv');
const y30 = Float64Array.from(posts30, row => Number(row.y));
const se30 = Float64Array.from(posts30, row => Number(row.se));

type Normal = { readonly weight: number; readonly mean: number; readonly variance: number };

/** The same posterior by plain summation over a fine grid of τ: slow, and nothing in common with the code but the model. */
const bySummation = (y: Float64Array, se: Float64Array, prior: number) => {
  const steps = 6000;
  const grid = Array.from({ length: steps }, (_, step) => {
    const tau = ((step + 0.5) * 8 * prior) / steps;
    const w = se.map(one => 1 / (one * one + tau * tau));
    const all = w.reduce((sum, one) => sum + one, 0);
    const mu = w.reduce((sum, one, j) => sum + one * (y[j] ?? 0), 0) / all;
    const q = w.reduce((sum, one, j) => sum + one * ((y[j] ?? 0) - mu) ** 2, 0);
    const logs = w.reduce((sum, one) => sum + Math.log(one), 0);
    return { tau, w, all, mu, height: (logs - Math.log(all) - q) / 2 - (tau / prior) ** 2 / 2 };
  });
  const top = Math.max(...grid.map(({ height }) => height));
  const total = grid.reduce((sum, { height }) => sum + Math.exp(height - top), 0);
  const points = grid.map(point => ({ ...point, weight: Math.exp(point.height - top) / total }));
  return {
    tau: points.map(({ weight, tau }): Normal => ({ weight, mean: tau, variance: 0 })),
    mu: points.map(({ weight, mu, all }): Normal => ({ weight, mean: mu, variance: 1 / all })),
    posts: Array.from(y.subarray(0, 4), (one, j) => {
      const own = points.map(point => ({ ...point, share: point.tau ** 2 * (point.w[j] ?? 0) }));
      const variance = (se[j] ?? 0) ** 2;
      return {
        effect: own.map(({ weight, mu, all, share }): Normal => {
          return {
            ...{ weight, mean: mu + share * (one - mu) },
            variance: share * variance + (1 - share) ** 2 / all,
          };
        }),
        distance: own.map(({ weight, mu, all, share }): Normal => {
          return { weight, mean: share * (one - mu), variance: share * variance + share ** 2 / all };
        }),
      };
    }),
  };
};

const meanOf = (parts: readonly Normal[]): number =>
  parts.reduce((sum, { weight, mean }) => sum + weight * mean, 0);

const shareBelow = (parts: readonly Normal[], limit: number): number =>
  parts.reduce((sum, { weight, mean, variance }) => {
    if (variance > 0) return sum + weight * shareBelowNormal((limit - mean) / Math.sqrt(variance));
    return sum + (mean < limit ? weight : 0);
  }, 0);

/** Posts like those of a real file; few that differ much more than is thought beforehand; many whose spread is known well. */
const files: readonly (readonly [string, Float64Array, Float64Array, number])[] = [
  ['posts as in a file', y30.subarray(0, 12), se30.subarray(0, 12), 0.05],
  ['few that differ much', Float64Array.of(0.3, -0.2, 0.5, 0.1), Float64Array.of(0.02, 0.1, 0.05, 0.2), 0.1],
  [
    'many whose spread is far from 0',
    Float64Array.from({ length: 20 }, (_, j) => 0.4 * Math.sin(j * j)),
    new Float64Array(20).fill(0.01),
    0.3,
  ],
  ['no spread to speak of', Float64Array.of(0.1, 0.11), Float64Array.of(0.3, 0.2), 0.2],
];

describe('judging posts', () => {
  const found30 = judgePosts(y30, se30);

  it.each(files)('believes what a slow sum over the spread believes, of %s', (_, y, se, prior) => {
    const found = judgePosts(y, se, prior);
    const slow = bySummation(y, se, prior);
    expect(found.tau.mean).toBeCloseTo(meanOf(slow.tau), 6);
    expect(found.mu.mean).toBeCloseTo(meanOf(slow.mu), 6);
    const [low, high] = found.mu.interval;
    expect(shareBelow(slow.mu, low)).toBeCloseTo(0.025, 5);
    expect(shareBelow(slow.mu, high)).toBeCloseTo(0.975, 5);
    // τ is known at the points of the quadrature only, at most a sixteenth of the prior's scale apart.
    found.tau.interval.forEach((limit, end) => {
      const step = prior / 15;
      expect(shareBelow(slow.tau, limit - step)).toBeLessThan(end === 0 ? 0.025 : 0.975);
      expect(shareBelow(slow.tau, limit + step)).toBeGreaterThan(end === 0 ? 0.025 : 0.975);
    });
    slow.posts.forEach(({ effect, distance }, j) => {
      const post = found.posts[j] ?? expect.unreachable('a post is not judged');
      expect(post.mean).toBeCloseTo(meanOf(effect), 6);
      expect(shareBelow(effect, post.interval[0])).toBeCloseTo(0.025, 5);
      expect(shareBelow(effect, post.interval[1])).toBeCloseTo(0.975, 5);
      expect(post.aboveZero).toBeCloseTo(1 - shareBelow(effect, 0), 5);
      expect(post.aboveAverage).toBeCloseTo(1 - shareBelow(distance, 0), 5);
    });
  });

  it('believes the same of many posts, however small the unit that effects are told in', () => {
    const [large, small] = [1, 1e-4].map(unit =>
      judgePosts(
        Float64Array.from({ length: 60 }, (_, j) => unit * 0.4 * Math.sin(j * j)),
        new Float64Array(60).fill(unit * 0.05),
        unit * 0.3,
      ),
    );
    expect((small?.tau.mean ?? 0) / 1e-4).toBeCloseTo(large?.tau.mean ?? Number.NaN, 10);
    expect((small?.mu.interval[1] ?? 0) / 1e-4).toBeCloseTo(large?.mu.interval[1] ?? Number.NaN, 10);
    expect(small?.posts.map(({ verdict }) => verdict)).toEqual(large?.posts.map(({ verdict }) => verdict));
  });

  it('thinks a spread of 0.05 reasonable when nothing else is said', () => {
    expect(found30).toEqual(judgePosts(y30, se30, 0.05));
  });

  it('weighs a post’s own figure by the spread that Paule and Mandel estimate', () => {
    const { posts } = pool(y30, se30, { method: 'PM', knappHartung: false });
    expect(found30.posts.map(post => post.reliability)).toEqual(posts.map(post => post.reliability));
  });

  it('is frozen, so that nobody changes a verdict afterwards', () => {
    const { mu, tau, posts } = found30;
    for (const part of [found30, mu, mu.interval, tau, posts, posts[0]])
      expect(Object.isFrozen(part)).toBe(true);
  });

  it('keeps intervals open where the estimated spread is 0', () => {
    const y = Float64Array.from([0.01, 0.02, 0.015, 0.012]);
    const found = judgePosts(y, new Float64Array(4).fill(0.1));
    expect(found.tau.interval[1]).toBeGreaterThan(0.04);
    for (const post of found.posts) {
      expect(post.reliability).toBe(0);
      expect(post.interval[1] - post.interval[0]).toBeGreaterThan(0.1);
      expect(post.verdict).toBe('indistinct');
    }
  });

  it('speaks for an effect only where a post stands out from zero and from the average', () => {
    const y = Float64Array.from([0.6, ...new Array<number>(11).fill(0)], (one, j) => one + (j % 3) / 100);
    const found = judgePosts(y, new Float64Array(12).fill(0.05), 0.3);
    expect(found.posts.map(post => post.verdict)).toEqual(['supports', ...new Array(11).fill('indistinct')]);
    const turned = judgePosts(
      y.map(one => -one),
      new Float64Array(12).fill(0.05),
      0.3,
    );
    expect(turned.posts[0]?.verdict).toBe('opposes');
    expect(turned.posts[0]?.aboveZero).toBeCloseTo(1 - (found.posts[0]?.aboveZero ?? 0), 10);
  });

  it.each([
    [0.95, 0.95, 0.3, 'supports'],
    [0.95, 0.95, 0.29, 'indistinct'],
    [0.95, 0.85, 0.9, 'indistinct'],
    [0.9, 0.95, 0.9, 'indistinct'],
    [0.05, 0.05, 0.3, 'opposes'],
    [0.05, 0.15, 0.9, 'indistinct'],
    [0.05, 0.05, 0.1, 'indistinct'],
    [0.5, 0.5, 0.9, 'indistinct'],
  ] as const)('P(>0) %d, P(>average) %d, weight %d: %s', (aboveZero, aboveAverage, reliability, verdict) => {
    expect(verdictOn({ aboveZero, aboveAverage, reliability })).toBe(verdict);
  });
});
