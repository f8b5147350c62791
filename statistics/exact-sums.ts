/** The smallest step between doubles is 2^−1074; every double is a whole number of such steps. */
const STEPS_PER_ONE = 1074;

/**
 * Each sum is four limbs, each holding whole multiples of its own unit: 2^24, 2^−16, 2^−56 and 2^−96. Adding
 * 1.5·2^52 units and taking them away again rounds a number to the unit, exactly and without a branch.
 */
const LIMBS = 4;
const TO_TOP = 1.5 * 2 ** (52 + 24);
const TO_HIGH = 1.5 * 2 ** (52 - 16);
const TO_MIDDLE = 1.5 * 2 ** (52 - 56);
const TO_LOW = 1.5 * 2 ** (52 - 96);

/** Beyond this the top limb itself could overflow; such numbers go to whole-number arithmetic. */
const HUGE = 2 ** 50;

/** A top limb of this size is emptied into whole-number arithmetic, long before it has no room left (at 2^77). */
const FULL = 2 ** 60;

/** After so many additions the limbs must be carried upwards. */
const ROOM = 4096;

/** From the lowest limb up: which limb gives, and what rounds to the unit of the one that takes. */
const CARRIES: readonly (readonly [number, number])[] = [
  [3, TO_MIDDLE],
  [2, TO_HIGH],
  [1, TO_TOP],
];

const FLOAT = new Float64Array(1);
const BITS = new BigUint64Array(FLOAT.buffer);

/** A finite double as a whole number of the smallest steps. */
const stepsOf = (value: number): bigint => {
  FLOAT[0] = value;
  const bits = BITS[0] ?? 0n;
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & 0xfffffffffffffn;
  const size = exponent === 0n ? fraction : (fraction | 0x10000000000000n) << (exponent - 1n);
  return value < 0 ? -size : size;
};

/** The double nearest to a whole number of the smallest steps; ties to even. */
const nearestDouble = (steps: bigint): number => {
  const size = steps < 0n ? -steps : steps;
  const bits = size.toString(2).length;
  const dropped = Math.max(0, bits - 64);
  const kept = size >> BigInt(dropped);
  const sticky = dropped > 0 && kept << BigInt(dropped) !== size ? 1n : 0n;
  const near = Number(kept | sticky) * 2 ** (dropped - STEPS_PER_ONE);
  return steps < 0n ? -near : near;
};

const PARTS = new Float64Array(LIMBS + 1);

/**
 * The sum of four doubles, rounded once; ties to even. The four are first made into parts that do not overlap (Shewchuk 1997,
 * "Adaptive precision floating-point arithmetic", grow-expansion), which are then added from the largest.
 */
const roundedSum = (limbs: Float64Array, from: number): number => {
  let count = 0;
  for (let limb = from; limb < from + LIMBS; limb += 1) {
    let x = limbs[limb] ?? 0;
    let kept = 0;
    for (let at = 0; at < count; at += 1) {
      const y = PARTS[at] ?? 0;
      const sum = x + y;
      const share = sum - x;
      const rest = x - (sum - share) + (y - share);
      if (rest !== 0) {
        PARTS[kept] = rest;
        kept += 1;
      }
      x = sum;
    }
    PARTS[kept] = x;
    count = kept + 1;
  }
  let total = PARTS[count - 1] ?? 0;
  let rest = 0;
  let at = count - 2;
  while (at >= 0 && rest === 0) {
    const before = total;
    const part = PARTS[at] ?? 0;
    total = before + part;
    rest = part - (total - before);
    at -= 1;
  }
  // On a tie the next part decides, and it may point the other way than rounding to even did.
  const next = at >= 0 ? (PARTS[at] ?? 0) : 0;
  if ((rest < 0 && next < 0) || (rest > 0 && next > 0)) {
    const twice = rest * 2;
    const other = total + twice;
    if (twice === other - total) total = other;
  }
  return total;
};

/**
 * A table of exact sums: rows × sums, all 0 at first. A sum is the exact sum of the doubles added to it, whatever their
 * order, rounded to the nearest double only when it is read. Therefore the same numbers in any order give the same bytes.
 *
 * The method is a fixed-point accumulator with pre-rounded limbs (after Demmel & Nguyen 2013, "Fast reproducible
 * floating-point summation"); numbers outside 2^−96 … 2^50 are kept in whole-number arithmetic beside it.
 */
export class ExactSums {
  readonly #sums: number;
  readonly #outside = new Map<number, bigint>();
  #limbs: Float64Array;
  #added: Uint16Array;

  /** `sums` is how many sums each row has. */
  constructor(sums: number) {
    this.#sums = sums;
    this.#limbs = new Float64Array(64 * sums * LIMBS);
    this.#added = new Uint16Array(64);
  }

  /** Makes room for rows 0 … `rows` − 1. */
  reserve(rows: number): void {
    if (rows <= this.#added.length) return;
    const size = Math.max(rows, this.#added.length * 2);
    const limbs = new Float64Array(size * this.#sums * LIMBS);
    limbs.set(this.#limbs);
    this.#limbs = limbs;
    const added = new Uint16Array(size);
    added.set(this.#added);
    this.#added = added;
  }

  /** Adds one finite number to each sum of a reserved row. */
  addRow(row: number, values: Float64Array): void {
    const limbs = this.#limbs;
    const sums = this.#sums;
    let at = row * sums * LIMBS;
    for (let sum = 0; sum < sums; sum += 1) {
      let rest = values[sum] ?? 0;
      if (Math.abs(rest) >= HUGE) {
        this.#addOutside(row * sums + sum, rest);
        rest = 0;
      }
      const top = rest + TO_TOP - TO_TOP;
      limbs[at] = (limbs[at] ?? 0) + top;
      rest -= top;
      const high = rest + TO_HIGH - TO_HIGH;
      limbs[at + 1] = (limbs[at + 1] ?? 0) + high;
      rest -= high;
      const middle = rest + TO_MIDDLE - TO_MIDDLE;
      limbs[at + 2] = (limbs[at + 2] ?? 0) + middle;
      rest -= middle;
      const low = rest + TO_LOW - TO_LOW;
      limbs[at + 3] = (limbs[at + 3] ?? 0) + low;
      if (low !== rest) this.#addOutside(row * sums + sum, rest - low);
      at += LIMBS;
    }
    const added = (this.#added[row] ?? 0) + 1;
    this.#added[row] = added;
    if (added === ROOM) this.#carry(row);
  }

  /** The sum, rounded to the nearest double. */
  read(row: number, sum: number): number {
    const index = row * this.#sums + sum;
    const from = index * LIMBS;
    const outside = this.#outside.get(index);
    if (outside === undefined) return roundedSum(this.#limbs, from);
    let steps = outside;
    for (let limb = from; limb < from + LIMBS; limb += 1) steps += stepsOf(this.#limbs[limb] ?? 0);
    return nearestDouble(steps);
  }

  #addOutside(index: number, value: number): void {
    this.#outside.set(index, (this.#outside.get(index) ?? 0n) + stepsOf(value));
  }

  /** Moves whole units of the next limb upwards, so that every limb has room for more. The value stays the same. */
  #carry(row: number): void {
    const limbs = this.#limbs;
    const end = (row + 1) * this.#sums * LIMBS;
    for (let at = row * this.#sums * LIMBS; at < end; at += LIMBS) {
      for (const [limb, toUpper] of CARRIES) {
        const value = limbs[at + limb] ?? 0;
        const whole = value + toUpper - toUpper;
        limbs[at + limb] = value - whole;
        limbs[at + limb - 1] = (limbs[at + limb - 1] ?? 0) + whole;
      }
      const top = limbs[at] ?? 0;
      if (Math.abs(top) >= FULL) {
        this.#addOutside(at / LIMBS, top);
        limbs[at] = 0;
      }
    }
    this.#added[row] = 0;
  }
}
