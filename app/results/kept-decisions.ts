import { createHash } from 'node:crypto';
import type { AskedGroup, Block, DecidedBlock, LedgerBlock } from './suppression/release.ts';
import type { Audience } from './suppression/thresholds.ts';

/** Everything that a decision on a block rests on. */
export type DecisionGrounds = {
  readonly block: Block;
  readonly asked: readonly AskedGroup[];
  readonly earlier: readonly LedgerBlock[];
  readonly audience: Audience;
  /** Units whose principal the reader is. */
  readonly own: ReadonlySet<string>;
};

const kept = new Map<string, DecidedBlock>();

/** Decisions that are kept at once, of all authorities; the one that was asked for longest ago goes first. */
const MOST_KEPT = 500;

const textOf = (grounds: DecisionGrounds): string =>
  JSON.stringify(grounds, (_, value: unknown) => (value instanceof Set ? [...value].sort() : value));

/**
 * Makes a decision once and keeps it by all that it rests on: the same facts give the same decision, whatever has happened
 * besides. With a few hundred quantities it takes a second.
 */
export const keepDecision = (grounds: DecisionGrounds, decide: () => DecidedBlock): DecidedBlock => {
  const key = createHash('sha256').update(textOf(grounds)).digest('base64');
  const decision = kept.get(key) ?? decide();
  kept.delete(key);
  kept.set(key, decision);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
  return decision;
};
