import type { CellSums, PriorSums } from '../cell.ts';
import { type MissingReason, missingReasons } from '../grade-scale.ts';
import { NONE } from './tally.ts';

/** Beyond three it is never told how many teachers there are. */
const MOST_TEACHERS = 3;

/** Sums over a group while its pupils are counted. */
export class Sums {
  n = 0;
  sum = 0;
  sumSquares = 0;
  readonly #counts = new Map<string, number>();
  readonly #missing = new Map<MissingReason, number>();
  readonly #teachers = new Set<number>();
  readonly #classes = new Map<number, number>();
  #prior: { -readonly [Name in keyof PriorSums]: number } | null = null;
  readonly #hasSteps: boolean;

  constructor(hasSteps: boolean) {
    this.#hasSteps = hasSteps;
  }

  add(value: number, step: string | null, from: { readonly class: number; readonly teacher: number }): void {
    this.n++;
    this.sum += value;
    this.sumSquares += value * value;
    if (step !== null) this.#counts.set(step, (this.#counts.get(step) ?? 0) + 1);
    if (from.teacher !== NONE && this.#teachers.size < MOST_TEACHERS) this.#teachers.add(from.teacher);
    if (from.class !== NONE) this.#classes.set(from.class, (this.#classes.get(from.class) ?? 0) + 1);
  }

  addMissing(reason: MissingReason): void {
    this.#missing.set(reason, (this.#missing.get(reason) ?? 0) + 1);
  }

  addPrior(x: number, y: number): void {
    this.#prior ??= { n: 0, sumX: 0, sumSquaresX: 0, sumXY: 0, sumY: 0, sumSquaresY: 0 };
    const prior = this.#prior;
    prior.n++;
    prior.sumX += x;
    prior.sumSquaresX += x * x;
    prior.sumXY += x * y;
    prior.sumY += y;
    prior.sumSquaresY += y * y;
  }

  /** Words in order, so that the same pupils always give the same text. */
  get finished(): CellSums {
    const inOrder = (counts: ReadonlyMap<string, number>): [string, number][] =>
      [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
    return {
      n: this.n,
      sum: this.sum,
      sumSquares: this.sumSquares,
      histogram: this.#hasSteps ? Object.fromEntries(inOrder(this.#counts)) : null,
      missing: Object.fromEntries(
        missingReasons.flatMap(reason => {
          const count = this.#missing.get(reason);
          return count === undefined ? [] : [[reason, count]];
        }),
      ),
      prior: this.#prior,
      teachers: this.#teachers.size as CellSums['teachers'],
      largestClass: this.#classes.size === 0 ? null : Math.max(...this.#classes.values()),
    };
  }
}
