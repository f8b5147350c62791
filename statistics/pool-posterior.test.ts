import { describe, expect, it } from 'vitest';
import { judgePosts, verdictOn } from './pool-posterior.ts';
import { caseRows } from './reference-case.fixture.ts';

const posts30 = caseRows('cases', 'posts30/input.csv');
const y30 = Float64Array.from(posts30, row => Number(row.y));
const se30 = Float64Array.from(posts30, row => Number(row.se));

/** The same posterior by plain summation over a fine grid of τ: slow, and nothing in common with the code but the model. */
const bySummation = (y: Float64Array, se: Float64Array, prior: number) => {
  let [total, tauSum, muSum] = [0, 0, 0];
  const sums = new Float64Array(y.length);
  for (let step = 0; step < 8000; step += 1) {
    const tau = ((step + 0.5) * 8 * prior) / 8000;
    const w = se.map(one => 1 / (one * one + tau * tau));
    const all = w.reduce((sum, one) => sum + one, 0);
    const mu = w.reduce((sum, one, j) => sum + one * (y[j] ?? 0), 0) / all;
    const q = w.reduce((sum, one, j) => sum + one * ((y[j] ?? 0) - mu) ** 2, 0);
    const likelihood = w.reduce((product, one) => product * Math.sqrt(one / 100), 1) / Math.sqrt(all);
    const weight = likelihood * Math.exp(-q / 2 - (tau / prior) ** 2 / 2);
    total += weight;
    tauSum += weight * tau;
    muSum += weight * mu;
    y.forEach((one, j) => {
      const share = tau * tau * (w[j] ?? 0);
      sums[j] = (sums[j] ?? 0) + weight * (mu + share * (one - mu));
    });
  }
  return { tau: tauSum / total, mu: muSum / total, means: sums.map(one => one / total) };
};

describe('judging posts', () => {
  it('integrates the spread as a slow sum does', () => {
    const found = judgePosts(y30, se30);
    const slow = bySummation(y30, se30, 0.05);
    expect(found.tau.mean).toBeCloseTo(slow.tau, 7);
    expect(found.mu.mean).toBeCloseTo(slow.mu, 7);
    found.posts.forEach((post, j) => {
      expect(post.mean).toBeCloseTo(slow.means[j] ?? Number.NaN, 7);
    });
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

  it('puts 95 % between the limits', () => {
    const found = judgePosts(y30, se30);
    const post = found.posts[0];
    expect(post?.interval[0]).toBeLessThan(post?.mean ?? Number.NaN);
    expect(post?.interval[1]).toBeGreaterThan(post?.mean ?? Number.NaN);
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
