/**
 * Where a falling function crosses zero between `from` and infinity, by doubling and halving until no double lies between
 * the two ends. Slow to the eye, exact to the last bit, the same on every machine. Returns `from` if the function is not above
 * zero there, and Infinity if it stays above zero.
 *
 * @param step the first width to look in; about the scale of the answer
 */
export const fallsToZero = (f: (x: number) => number, from: number, step: number): number => {
  if (!(f(from) > 0)) return from;
  let low = from;
  let width = step;
  while (f(from + width) > 0) {
    low = from + width;
    width *= 2;
    if (width > 1e300) return Number.POSITIVE_INFINITY;
  }
  return crossing(f, low, from + width);
};

/** Where a function crosses from above zero at `low` to not above zero at `high`, to the last bit. */
export const crossing = (f: (x: number) => number, low: number, high: number): number => {
  let [a, b] = [low, high];
  for (;;) {
    const middle = a + (b - a) / 2;
    if (middle <= a || middle >= b) return Math.abs(f(a)) < Math.abs(f(b)) ? a : b;
    if (f(middle) > 0) a = middle;
    else b = middle;
  }
};
