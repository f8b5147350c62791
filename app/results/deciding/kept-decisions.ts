import { createHash } from 'node:crypto';
import type { DecidedBlock } from '../suppression/release.ts';
import { alsoWait, decideApart } from './decider.ts';
import type { DecisionGrounds } from './grounds.ts';

const kept = new Map<string, DecidedBlock>();
const making = new Map<string, Promise<void>>();

/** Decisions that are kept at once, of all authorities; the one that was asked for longest ago goes first. */
const MOST_KEPT = 5_000;

const keyOf = (grounds: DecisionGrounds): string => {
  const text = JSON.stringify(grounds, (_, value: unknown) =>
    value instanceof Set ? [...value].sort() : value,
  );
  return createHash('sha256').update(text).digest('base64');
};

/** Thrown where a decision is asked for that has not been made: nobody waits for it with a transaction open. */
export class Undecided extends Error {
  readonly grounds: DecisionGrounds;
  readonly key: string;

  constructor(grounds: DecisionGrounds, key: string) {
    super('Ask through whenDecided: this has not been decided yet.');
    this.grounds = grounds;
    this.key = key;
  }
}

/**
 * A decision that has been made, kept by all that it rests on: the same facts give the same decision, whatever has happened besides.
 * @throws {Undecided} when it has not been made
 */
export const keptDecision = (grounds: DecisionGrounds): DecidedBlock => {
  const key = keyOf(grounds);
  const decision = kept.get(key);
  if (!decision) throw new Undecided(grounds, key);
  kept.delete(key);
  kept.set(key, decision);
  return decision;
};

/** Makes a decision and keeps it; once, also when several ask for it meanwhile. */
export const makeDecision = (
  { grounds, key }: Undecided,
  asker = '',
  decide: typeof decideApart = decideApart,
): Promise<void> => {
  const make = async (): Promise<void> => {
    try {
      kept.set(key, await decide(grounds, key, asker));
    } finally {
      making.delete(key);
    }
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
  };
  const already = making.get(key);
  if (already) alsoWait(asker, key);
  const made = already ?? make();
  making.set(key, made);
  return made;
};
