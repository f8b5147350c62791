import { createHash } from 'node:crypto';
import type { DecidedBlock } from '../suppression/release.ts';
import { alsoWait, decideApart } from './decider.ts';
import type { DecisionGrounds } from './grounds.ts';

const making = new Map<string, Promise<void>>();

/** Groups in the decisions that are kept at once, of all authorities: about a kilobyte each. */
const MOST_GROUPS = 200_000;

const groupsIn = ({ decided, entry }: DecidedBlock): number =>
  decided.length +
  entry.entries.length +
  (entry.behind ?? []).reduce((sum, one) => sum + one.entry.entries.length, 0);

/** Decisions by key, as long as they have room: the one that was asked for longest ago goes first. */
export class KeptDecisions {
  readonly #most: number;
  readonly #kept = new Map<string, DecidedBlock>();
  #groups = 0;

  constructor(most: number) {
    this.#most = most;
  }

  find(key: string): DecidedBlock | undefined {
    const decision = this.#kept.get(key);
    if (decision) {
      this.#kept.delete(key);
      this.#kept.set(key, decision);
    }
    return decision;
  }

  keep(key: string, decision: DecidedBlock): void {
    this.#drop(key);
    this.#kept.set(key, decision);
    this.#groups += groupsIn(decision);
    // The newest stays, however large: somebody waits for it.
    for (const oldest of this.#kept.keys()) {
      if (this.#groups <= this.#most || oldest === key) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const decision = this.#kept.get(key);
    if (decision) this.#groups -= groupsIn(decision);
    this.#kept.delete(key);
  }
}

const kept = new KeptDecisions(MOST_GROUPS);

const keyOf = (grounds: DecisionGrounds): string => {
  const text = JSON.stringify(grounds, (_, value: unknown) =>
    value instanceof Set ? [...value].sort() : value,
  );
  return createHash('sha256').update(text).digest('base64');
};

/** A decision that has not been made. */
type Missing = { readonly grounds: DecisionGrounds; readonly key: string };

/** Thrown where decisions are asked for that have not been made: nobody waits for them with a transaction open. */
export class Undecided extends Error {
  readonly missing: readonly Missing[];

  constructor(missing: readonly Missing[]) {
    super('Ask through whenDecided: this has not been decided yet.');
    this.missing = missing;
  }
}

/**
 * Asks for several things that rest on decisions, one after the other: all that are missing are told of at once, so that they are made before the
 * transaction is begun anew.
 * @throws {Undecided}
 */
export const eachDecided = async <One, Result>(
  all: readonly One[],
  ask: (one: One) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = [];
  const missing: Missing[] = [];
  for (const one of all)
    try {
      results.push(await ask(one));
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      missing.push(...error.missing);
    }
  if (missing.length > 0) throw new Undecided(missing);
  return results;
};

/**
 * A decision that has been made, kept by all that it rests on: the same facts give the same decision, whatever has happened besides.
 * @throws {Undecided} when it has not been made
 */
export const keptDecision = (grounds: DecisionGrounds): DecidedBlock => {
  const key = keyOf(grounds);
  const decision = kept.find(key);
  if (!decision) throw new Undecided([{ grounds, key }]);
  return decision;
};

/** Makes a decision and keeps it; once, also when several ask for it meanwhile. */
export const makeDecision = (
  { grounds, key }: Missing,
  asker = '',
  decide: typeof decideApart = decideApart,
): Promise<void> => {
  const make = async (): Promise<void> => {
    try {
      kept.keep(key, await decide(grounds, key, asker));
    } finally {
      making.delete(key);
    }
  };
  const already = making.get(key);
  if (already) alsoWait(asker, key);
  const made = already ?? make();
  making.set(key, made);
  return made;
};
