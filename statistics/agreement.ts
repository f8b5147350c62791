import { StatisticsProblem } from './problem.ts';
import { createRandom } from './random.ts';
import { agreementText } from './sv.ts';

/**
 * Who gave what level to which item, one rating per place in the three. Items and raters are codes 0, 1, …; a rating that was
 * not given is simply not there. Levels are numbers on the scale; `ordered: false` says that they are only names.
 */
export type Ratings = {
  readonly item: Int32Array;
  readonly rater: Int32Array;
  readonly level: Float64Array;
  readonly ordered: boolean;
};

/**
 * How far raters agree. 1 is full agreement, 0 is what chance would give. A measure that the ratings do not define is absent:
 * `ordinal`, `interval` and `gwetAc2` for levels that are only names; everything but `rawAgreement` when all ratings are on one
 * level; `itemsNeeded` when no uncertainty can be seen.
 */
export type Agreement = {
  readonly alpha: { readonly nominal?: number; readonly ordinal?: number; readonly interval?: number };
  readonly gwetAc1?: number;
  readonly gwetAc2?: number;
  readonly fleissKappa?: number;
  readonly rawAgreement: number;
  /** 95 % for α: the ordinal, or the nominal where levels are only names. */
  readonly interval?: readonly [number, number];
  readonly items: number;
  readonly raters: number;
  /** How many items, of the same kind, would make that interval reach 0.10 to either side. */
  readonly itemsNeeded?: number;
};

/** How many ratings of each level each item got: items × levels. */
type Counts = {
  readonly items: number;
  readonly levels: Float64Array;
  readonly table: Float64Array;
  /** Ratings per item. */
  readonly totals: Float64Array;
};

const WANTED_REACH = 0.1;

/** δ² between two levels, given how many ratings in pairable items each level has. */
type Distance = (a: number, b: number, levels: Float64Array, margins: Float64Array) => number;

const nominal: Distance = (a, b) => (a === b ? 0 : 1);
const interval: Distance = (a, b, levels) => ((levels[a] ?? 0) - (levels[b] ?? 0)) ** 2;

/** Krippendorff's ordinal distance: the ratings that lie between the two levels, half of each end counted. */
const ordinal: Distance = (a, b, _, margins) => {
  let between = 0;
  for (let level = a; level <= b; level += 1) between += margins[level] ?? 0;
  return (between - ((margins[a] ?? 0) + (margins[b] ?? 0)) / 2) ** 2;
};

const count = ({ item, level }: Ratings): Counts => {
  const levels = Float64Array.from(new Set(level)).sort();
  const placeOf = new Map(Array.from(levels, (one, place) => [one, place]));
  const items = item.reduce((most, one) => Math.max(most, one + 1), 0);
  const table = new Float64Array(items * levels.length);
  const totals = new Float64Array(items);
  for (let i = 0; i < item.length; i += 1) {
    const row = item[i] ?? 0;
    const cell = row * levels.length + (placeOf.get(level[i] ?? 0) ?? 0);
    table[cell] = (table[cell] ?? 0) + 1;
    totals[row] = (totals[row] ?? 0) + 1;
  }
  return { items, levels, table, totals };
};

/**
 * Coincidences: for each pair of levels, how often they meet in one item, Σ n_ic(n_ik − [c = k]) / (m_i − 1). `times` is how
 * often each item is counted.
 */
const coincidences = ({ items, levels, table, totals }: Counts, times: Float64Array): Float64Array => {
  const q = levels.length;
  const met = new Float64Array(q * q);
  for (let item = 0; item < items; item += 1) {
    const ratings = totals[item] ?? 0;
    const weight = (times[item] ?? 0) / (ratings - 1);
    if (ratings < 2 || weight === 0) continue;
    for (let a = 0; a < q; a += 1) {
      const ofA = table[item * q + a] ?? 0;
      if (ofA === 0) continue;
      for (let b = 0; b < q; b += 1) {
        const pairs = ofA * ((table[item * q + b] ?? 0) - (a === b ? 1 : 0));
        met[a * q + b] = (met[a * q + b] ?? 0) + weight * pairs;
      }
    }
  }
  return met;
};

/** Krippendorff's α = 1 − D_observed / D_expected from a table of coincidences; NaN when all ratings are on one level. */
const alphaOf = (met: Float64Array, levels: Float64Array, distance: Distance): number => {
  const q = levels.length;
  const margins = new Float64Array(q);
  for (let a = 0; a < q; a += 1) {
    for (let b = 0; b < q; b += 1) margins[a] = (margins[a] ?? 0) + (met[a * q + b] ?? 0);
  }
  const total = margins.reduce((sum, one) => sum + one, 0);
  let observed = 0;
  let expected = 0;
  for (let a = 0; a < q; a += 1) {
    for (let b = a + 1; b < q; b += 1) {
      const size = distance(a, b, levels, margins);
      observed += (met[a * q + b] ?? 0) * size;
      expected += (margins[a] ?? 0) * (margins[b] ?? 0) * size;
    }
  }
  return expected > 0 ? 1 - ((total - 1) * observed) / expected : Number.NaN;
};

/** Nearness 1 on the same level, 1 − (distance/largest distance)² with quadratic weights, otherwise 0. */
const nearness = (levels: Float64Array, quadratic: boolean): Float64Array => {
  const q = levels.length;
  const span = (levels[q - 1] ?? 0) - (levels[0] ?? 0);
  return Float64Array.from({ length: q * q }, (_, i) => {
    const [a, b] = [Math.floor(i / q), i % q];
    if (a === b) return 1;
    return quadratic ? 1 - (((levels[a] ?? 0) - (levels[b] ?? 0)) / span) ** 2 : 0;
  });
};

/**
 * Observed agreement: over items with at least two ratings, the mean nearness of two different ratings of the item. And how
 * common each level is: the mean over items of its share of the item's ratings.
 */
const observe = ({ items, levels, table, totals }: Counts, near: Float64Array) => {
  const q = levels.length;
  const shares = new Float64Array(q);
  let agreed = 0;
  let paired = 0;
  for (let item = 0; item < items; item += 1) {
    const ratings = totals[item] ?? 0;
    let pairs = 0;
    for (let a = 0; a < q; a += 1) {
      const ofA = table[item * q + a] ?? 0;
      shares[a] = (shares[a] ?? 0) + ofA / ratings / items;
      for (let b = 0; b < q; b += 1) {
        pairs += ofA * ((table[item * q + b] ?? 0) - (a === b ? 1 : 0)) * (near[a * q + b] ?? 0);
      }
    }
    if (ratings >= 2) {
      agreed += pairs / (ratings * (ratings - 1));
      paired += 1;
    }
  }
  return { agreement: agreed / paired, shares };
};

/** (observed − chance) / (1 − chance), or nothing where chance alone would agree fully. */
const beyondChance = (observed: number, chance: number): number | undefined =>
  chance < 1 ? (observed - chance) / (1 - chance) : undefined;

/** Gwet 2008: chance = Σ near / (q(q − 1)) · Σ π(1 − π). AC1 with nearness of names, AC2 with quadratic nearness. */
const gwet = (counts: Counts, quadratic: boolean): number | undefined => {
  const q = counts.levels.length;
  if (q < 2) return undefined;
  const near = nearness(counts.levels, quadratic);
  const { agreement, shares } = observe(counts, near);
  const weight = near.reduce((sum, one) => sum + one, 0) / (q * (q - 1));
  return beyondChance(agreement, weight * shares.reduce((sum, one) => sum + one * (1 - one), 0));
};

/** Fleiss 1971, for ratings that may be missing: chance = Σ π². */
const fleiss = (counts: Counts): number | undefined => {
  const { agreement, shares } = observe(counts, nearness(counts.levels, false));
  return counts.levels.length < 2
    ? undefined
    : beyondChance(
        agreement,
        shares.reduce((sum, one) => sum + one * one, 0),
      );
};

/** The value with a share of the sorted values below it, drawn straight between neighbours (Hyndman & Fan 1996, type 7). */
const quantileOf = (sorted: Float64Array, share: number): number => {
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (place - Math.floor(place)) * (high - low);
};

/** Percentile bootstrap: items are drawn with replacement; draws in which all ratings are on one level say nothing. */
const bootstrap = (
  counts: Counts,
  distance: Distance,
  options: { readonly draws: number; readonly seed: number },
): readonly [number, number] | undefined => {
  const random = createRandom(options.seed);
  const drawn = new Float64Array(options.draws);
  const times = new Float64Array(counts.items);
  let defined = 0;
  for (let draw = 0; draw < options.draws; draw += 1) {
    times.fill(0);
    for (let i = 0; i < counts.items; i += 1) {
      const item = random.below(counts.items);
      times[item] = (times[item] ?? 0) + 1;
    }
    const alpha = alphaOf(coincidences(counts, times), counts.levels, distance);
    if (Number.isNaN(alpha)) continue;
    drawn[defined] = alpha;
    defined += 1;
  }
  if (defined === 0) return undefined;
  const sorted = drawn.subarray(0, defined).sort();
  return Object.freeze([quantileOf(sorted, 0.025), quantileOf(sorted, 0.975)] as const);
};

const check = ({ item, rater, level, ordered }: Ratings, counts: Counts): void => {
  const seen = new Map<string, number>();
  for (let i = 0; i < item.length; i += 1) {
    if (ordered && !Number.isFinite(level[i])) {
      throw new StatisticsProblem(agreementText.notFinite, { row: i + 2, column: 'level' });
    }
    const pair = `${item[i]} ${rater[i]}`;
    const first = seen.get(pair);
    if (first !== undefined) {
      throw new StatisticsProblem(agreementText.twice(first + 2), { row: i + 2, column: 'rater' });
    }
    seen.set(pair, i);
  }
  if (!counts.totals.some(ratings => ratings >= 2)) throw new StatisticsProblem(agreementText.noPairs);
};

/**
 * How far raters agree on the same items, with an interval and how many items it would take to know.
 *
 * - α (Krippendorff 2011, "Computing Krippendorff's alpha-reliability"): 1 − observed/expected disagreement, with nominal,
 *   ordinal or interval distance; only items with at least two ratings count.
 * - AC1, AC2 with quadratic weights (Gwet 2008, "Computing inter-rater reliability and its variance in the presence of high
 *   agreement") and Fleiss' κ, with missing ratings as in Gwet's irrCAC.
 * - `rawAgreement`: how often two ratings of one item are on the same level, the mean over items.
 * - `interval`: percentile bootstrap over items. Its half-width shrinks as 1/√items, which gives `itemsNeeded`.
 *
 * @throws StatisticsProblem when one rater has rated an item twice, a level is not finite, or no item has two ratings
 */
export const agreement = (
  ratings: Ratings,
  options: { readonly draws?: number; readonly seed?: number } = {},
): Agreement => {
  const counts = count(ratings);
  check(ratings, counts);
  const all = new Float64Array(counts.items).fill(1);
  const met = coincidences(counts, all);
  const alpha = (name: 'nominal' | 'ordinal' | 'interval', distance: Distance) => {
    const value = alphaOf(met, counts.levels, distance);
    return Number.isNaN(value) ? {} : { [name]: value };
  };
  const { ordered } = ratings;
  const reach = bootstrap(counts, ordered ? ordinal : nominal, {
    draws: options.draws ?? 2000,
    seed: options.seed ?? 20180117,
  });
  const half = reach ? (reach[1] - reach[0]) / 2 : 0;
  const [ac1, ac2, kappa] = [gwet(counts, false), ordered ? gwet(counts, true) : undefined, fleiss(counts)];
  return Object.freeze({
    alpha: Object.freeze({
      ...alpha('nominal', nominal),
      ...(ordered ? { ...alpha('ordinal', ordinal), ...alpha('interval', interval) } : {}),
    }),
    ...(ac1 === undefined ? {} : { gwetAc1: ac1 }),
    ...(ac2 === undefined ? {} : { gwetAc2: ac2 }),
    ...(kappa === undefined ? {} : { fleissKappa: kappa }),
    rawAgreement: observe(counts, nearness(counts.levels, false)).agreement,
    ...(reach ? { interval: reach } : {}),
    items: counts.items,
    raters: new Set(ratings.rater).size,
    ...(half > 0 ? { itemsNeeded: Math.ceil(counts.items * (half / WANTED_REACH) ** 2) } : {}),
  });
};
