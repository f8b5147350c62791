import type { Panel } from './panel.ts';
import { createRandom } from './random.ts';
import { isAsLarge } from './wild-bootstrap.ts';

export type RandomizationSpec = {
  /** Whole clusters change places with all their posts, or single units with their start. */
  readonly unit: 'cluster' | 'unit';
  /** The estimate divided by its clustered standard error, or the estimate alone. */
  readonly statistic: 'studentised' | 'coefficient';
  readonly draws: number;
};

/** An estimate and a clustered standard error for given starts (per unit of the panel; Infinity = never). NaN when there is none. */
export type Statistic = (start: Float64Array) => { readonly coefficient: number; readonly se: number };

export type RandomizationResult = {
  readonly p: number;
  readonly enumerated: boolean;
  readonly assignments: number;
};

/** Up to so many different assignments are gone through one by one. */
const MOST = 20_000;

/** Places that may change labels with each other: place k has label labels[k]; equal labels are one and the same. */
type Stratum = { readonly places: readonly number[]; readonly labels: Int32Array };

/** How labels are laid out: in strata, and what a label at a place means for the starts of the panel's units. */
type Lottery = {
  readonly strata: readonly Stratum[];
  readonly write: (place: number, label: number, start: Float64Array) => void;
};

const group = <Key>(count: number, keyOf: (place: number) => Key): Map<Key, number[]> => {
  const groups = new Map<Key, number[]>();
  for (let place = 0; place < count; place += 1) {
    const key = keyOf(place);
    const members = groups.get(key);
    if (members) members.push(place);
    else groups.set(key, [place]);
  }
  return groups;
};

/** Labels 0, 1, … for equal texts, in the order they are met. */
const labelsOf = (texts: readonly string[]): Int32Array => {
  const codes = new Map<string, number>();
  return Int32Array.from(texts, text => {
    const code = codes.get(text) ?? codes.size;
    codes.set(text, code);
    return code;
  });
};

const lotteryOfUnits = ({ start, unitNames }: Panel): Lottery => {
  const starts = [...new Set(start)];
  const labels = Int32Array.from(start, one => starts.indexOf(one));
  return {
    strata: [{ places: [...unitNames.keys()], labels }],
    write: (place, label, written) => {
      written[place] = starts[label] as number;
    },
  };
};

/**
 * Clusters change places with all their starts. Where every cluster's units start together, any two can change. Otherwise only
 * clusters built alike can, that is with as many units in each subject, and the units of a subject change in the order of their ids.
 */
const lotteryOfClusters = (panel: Panel): Lottery => {
  const { start, clusterStart, unitSubject, clusterNames } = panel;
  const unitsOf = (c: number): number[] =>
    Array.from(
      { length: (clusterStart[c + 1] as number) - (clusterStart[c] as number) },
      (_, k) => (clusterStart[c] as number) + k,
    ).sort((a, b) => (unitSubject[a] as number) - (unitSubject[b] as number));
  const clusters = clusterNames.map((_, c) => unitsOf(c));
  const together = clusters.every(units => units.every(u => start[u] === start[units[0] as number]));
  const shape = (c: number): string =>
    together ? '' : (clusters[c] as number[]).map(u => unitSubject[u]).join(' ');
  const vector = (c: number): number[] => (clusters[c] as number[]).map(u => start[u] as number);
  const labels = labelsOf(
    clusters.map((_, c) => (together ? String(vector(c)[0]) : `${shape(c)}: ${vector(c).join(' ')}`)),
  );
  const vectors: number[][] = [];
  labels.forEach((label, c) => {
    vectors[label] ??= vector(c);
  });
  return {
    strata: [...group(clusters.length, shape).values()].map(places => ({
      places,
      labels: Int32Array.from(places, c => labels[c] as number),
    })),
    write: (place, label, written) => {
      const starts = vectors[label] as number[];
      (clusters[place] as number[]).forEach((u, k) => {
        written[u] = (together ? starts[0] : starts[k]) as number;
      });
    },
  };
};

/** In how many different ways the labels can be laid out. May exceed what a double holds exactly; then it is far above the limit. */
const countAssignments = (strata: readonly Stratum[]): number => {
  let count = 1;
  for (const { labels } of strata) {
    const seen = new Map<number, number>();
    labels.forEach((label, k) => {
      const times = (seen.get(label) ?? 0) + 1;
      seen.set(label, times);
      count = (count * (k + 1)) / times;
    });
  }
  return Math.round(count);
};

/** The next different order of the labels, in place; false after the last, when they are back in rising order. */
const nextOrder = (labels: Int32Array): boolean => {
  let i = labels.length - 2;
  while (i >= 0 && (labels[i] as number) >= (labels[i + 1] as number)) i -= 1;
  if (i >= 0) {
    let j = labels.length - 1;
    while ((labels[j] as number) <= (labels[i] as number)) j -= 1;
    const kept = labels[i] as number;
    labels[i] = labels[j] as number;
    labels[j] = kept;
  }
  labels.subarray(i + 1).reverse();
  return i >= 0;
};

const everyAssignment = function* (strata: readonly Stratum[]): Generator<readonly Int32Array[]> {
  const orders = strata.map(({ labels }) => labels.slice().sort());
  for (;;) {
    yield orders;
    // Like a counter: a stratum that has come round moves the next one.
    if (!orders.some(nextOrder)) return;
  }
};

const drawnAssignments = function* (
  strata: readonly Stratum[],
  draws: number,
  seed: number,
): Generator<readonly Int32Array[]> {
  const random = createRandom(seed);
  const orders = strata.map(({ labels }) => labels.slice());
  for (let draw = 0; draw < draws; draw += 1) {
    for (const order of orders) random.shuffle(order);
    yield orders;
  }
};

/**
 * p-value of no effect on anyone, by what the estimate would have been had the posts fallen otherwise.
 *
 * p = share of assignments with |t| ≥ |t observed|, ties and the observed one included, when there are at most 20,000 different
 * assignments; otherwise (1 + #)/(1 + draws). An assignment without estimate counts as large, so p is never too small.
 * (Fisher 1935; Young 2019, "Channeling Fisher", Quarterly Journal of Economics 134; studentised: MacKinnon & Webb 2020,
 * "Randomization inference for difference-in-differences with few treated clusters", Journal of Econometrics 218.)
 */
export const randomize = (
  panel: Panel,
  statistic: Statistic,
  spec: RandomizationSpec,
  seed: number,
): RandomizationResult => {
  const { strata, write } = spec.unit === 'cluster' ? lotteryOfClusters(panel) : lotteryOfUnits(panel);
  const start = panel.start.slice();
  const statisticOf = (orders: readonly Int32Array[]): number => {
    strata.forEach(({ places }, s) => {
      places.forEach((place, k) => {
        write(place, orders[s]?.[k] as number, start);
      });
    });
    const { coefficient, se } = statistic(start);
    return spec.statistic === 'coefficient' ? coefficient : coefficient / se;
  };
  const observed = statisticOf(strata.map(({ labels }) => labels));
  const count = countAssignments(strata);
  const enumerated = count <= MOST;
  const assignments = enumerated ? count : spec.draws;
  let extreme = 0;
  for (const orders of enumerated ? everyAssignment(strata) : drawnAssignments(strata, spec.draws, seed))
    if (isAsLarge(statisticOf(orders), observed)) extreme += 1;
  return { p: enumerated ? extreme / count : (1 + extreme) / (1 + spec.draws), enumerated, assignments };
};
