/**
 * A source of reproducible randomness: the same seed gives the same numbers on every machine, because only whole-number
 * arithmetic on 32 bits is used. Not for secrets.
 */
export type Random = {
  /** A whole number 0 … 2³² − 1. */
  readonly bits: () => number;
  /** A number in [0, 1) with 53 random bits. */
  readonly uniform: () => number;
  /** A whole number 0 … count − 1, every one equally likely. @param count 1 … 2³² */
  readonly below: (count: number) => number;
  /** A draw from the standard normal distribution (Marsaglia's polar method). */
  readonly normal: () => number;
  /** Puts the values in random order, in place (Fisher–Yates): every order is equally likely. */
  readonly shuffle: (values: Int32Array) => void;
};

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by));

/** SplitMix32: spreads a seed over the whole state, so that seeds 1 and 2 have nothing in common. */
const spreadSeed = (seed: number): Int32Array => {
  let low = seed | 0;
  let high = Math.floor(seed / 2 ** 32) | 0;
  const state = new Int32Array(4);
  for (let i = 0; i < 4; i += 1) {
    low = (low + 0x9e3779b9) | 0;
    high = (high + Math.imul(low, 0x85ebca6b)) | 0;
    let mixed = low ^ high;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    state[i] = mixed ^ (mixed >>> 15);
  }
  if (state.every(word => word === 0)) state[0] = 1;
  return state;
};

/**
 * xoshiro128** (Blackman & Vigna 2021, "Scrambled linear pseudorandom number generators", ACM TOMS 47:4), period 2¹²⁸ − 1.
 * @param seed a whole number −2⁵³ … 2⁵³
 */
export const createRandom = (seed: number): Random => {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`A seed is a whole number, not ${seed}.`);
  let [a = 0, b = 0, c = 0, d = 0] = spreadSeed(seed);

  const bits = (): number => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result >>> 0;
  };

  const uniform = (): number => ((bits() >>> 5) * 2 ** 26 + (bits() >>> 6)) / 2 ** 53;

  const below = (count: number): number => {
    // What does not fill a whole turn is drawn again, or the first numbers would come a little too often.
    const limit = 2 ** 32 - (2 ** 32 % count);
    let drawn = bits();
    while (drawn >= limit) drawn = bits();
    return drawn % count;
  };

  let spare = Number.NaN;
  const normal = (): number => {
    if (!Number.isNaN(spare)) {
      const kept = spare;
      spare = Number.NaN;
      return kept;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) {
        const scale = Math.sqrt((-2 * Math.log(square)) / square);
        spare = y * scale;
        return x * scale;
      }
    }
  };

  const shuffle = (values: Int32Array): void => {
    for (let i = values.length - 1; i > 0; i -= 1) {
      const j = below(i + 1);
      const kept = values[i] as number;
      values[i] = values[j] as number;
      values[j] = kept;
    }
  };

  return { bits, uniform, below, normal, shuffle };
};
