import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossing, fallsToZero } from './root.ts';

describe('where a falling function reaches zero', () => {
  it('is found to the last bit, from whatever width one starts to look in', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        (root, step) => {
          expect(fallsToZero(x => root - x, 0, step)).toBe(root);
        },
      ),
    );
  });

  it('is looked for no oftener than doubling and halving takes', () => {
    let asked = 0;
    const found = fallsToZero(
      x => {
        asked += 1;
        return 1000 - x;
      },
      0,
      1,
    );
    expect(found).toBe(1000);
    // Eleven doublings of 1 pass 1000, and a double has 53 bits to halve away.
    expect(asked).toBeLessThan(11 + 53 + 10);
  });

  it('is where one begins, when the function is not above zero there', () => {
    expect(fallsToZero(x => -1 - x, 3, 1)).toBe(3);
    expect(fallsToZero(x => 3 - x, 3, 1)).toBe(3);
    expect(fallsToZero(() => Number.NaN, 3, 1)).toBe(3);
  });

  it('begins to look at the start, not at zero', () => {
    expect(fallsToZero(x => 12.5 - x, 10, 1)).toBe(12.5);
    expect(fallsToZero(x => -2 - x, -10, 0.5)).toBe(-2);
  });

  it('is nowhere when the function stays above zero', () => {
    expect(fallsToZero(() => 1, 0, 1)).toBe(Number.POSITIVE_INFINITY);
    expect(fallsToZero(x => 1 / (1 + x), 0, 0.1)).toBe(Number.POSITIVE_INFINITY);
  });

  it('is found on a step as well: the last place above is left behind', () => {
    expect(fallsToZero(x => (x < 5 ? 1 : 0), 0, 1)).toBe(5);
    expect(fallsToZero(x => (x < 5 ? 1 : -1), 0, 2)).toBeCloseTo(5, 14);
  });
});

describe('a crossing between two places', () => {
  it('is the one of two neighbouring doubles where the function is nearer zero', () => {
    // √3 is no double; these two lie on either side of it.
    const [below, above] = [1.7320508075688772, 1.7320508075688774];
    const found = crossing(x => 3 - x * x, 1, 2);
    expect([below, above]).toContain(found);
    const other = found === below ? above : below;
    expect(Math.abs(3 - found * found)).toBeLessThanOrEqual(Math.abs(3 - other * other));
  });

  it.each([
    ['the lower', (x: number) => (x < 1 ? 0.1 : -5), 1 - 2 ** -53],
    ['the upper', (x: number) => (x < 1 ? 5 : -0.1), 1],
  ])('is %s when the function is nearer zero there', (_, f, wanted) => {
    expect(crossing(f, 0.5, 1.5)).toBe(wanted);
  });

  it('counts zero as not above', () => {
    expect(crossing(x => (x < 0.25 ? 1 : 0), 0, 1)).toBe(0.25);
  });
});
