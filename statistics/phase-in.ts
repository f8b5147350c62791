import { createRandom } from './random.ts';

/** A unit that could get a post, and how strongly it is in need of one: units with the same priority are equally eligible. */
export type Candidate = { readonly unit: string; readonly priority: number };

/** In which wave a unit gets its post (0 first), and whether lot decided it: some of those equally eligible are in another wave. */
export type Placed = { readonly unit: string; readonly wave: number; readonly byLot: boolean };

/**
 * A phase-in order: units by falling priority, those equally eligible in an order drawn by lot, cut into waves of the given sizes;
 * units beyond them get no post. Only places that lot decided can be compared as in an experiment.
 *
 * The order of the candidates does not matter, only who they are and the seed.
 *
 * @param waves how many units each wave takes
 * @throws RangeError for a unit that stands twice, a priority that is not a number, or a wave that is not a whole number
 */
export const phaseInOrder = (
  candidates: readonly Candidate[],
  waves: readonly number[],
  seed: number,
): readonly Placed[] => {
  if (new Set(candidates.map(({ unit }) => unit)).size < candidates.length)
    throw new RangeError('A unit can stand only once among the candidates.');
  if (candidates.some(({ priority }) => !Number.isFinite(priority)))
    throw new RangeError('A priority is a finite number.');
  if (waves.some(size => !Number.isInteger(size) || size < 0))
    throw new RangeError('A wave takes a whole number of units.');
  const random = createRandom(seed);
  const named = candidates.toSorted((a, b) => (a.unit < b.unit ? -1 : 1));
  const order = Int32Array.from(named.keys());
  random.shuffle(order);
  const drawn = Array.from(order, k => named[k] as Candidate).sort((a, b) => b.priority - a.priority);
  const ends = waves.map((_, w) => waves.slice(0, w + 1).reduce((sum, size) => sum + size, 0));
  const waveOf = (place: number): number => {
    const wave = ends.findIndex(end => place < end);
    return wave < 0 ? waves.length : wave;
  };
  return Object.freeze(
    drawn.flatMap(({ unit, priority }, place): Placed[] => {
      const wave = waveOf(place);
      const equals = drawn.flatMap((other, at) => (other.priority === priority ? [waveOf(at)] : []));
      return wave === waves.length
        ? []
        : [Object.freeze({ unit, wave, byLot: equals.some(one => one !== wave) })];
    }),
  );
};
