import { recordEvent, type Scoped } from '#app/database/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { newId } from '#app/shared/id.ts';
import { type Outcome, ok, wrong } from '#app/shared/outcome.ts';
import { lockRoutine } from '../routine-store.ts';
import { sv } from './sv.ts';
import { insertUnionView } from './union-store.ts';
import { askedHash, readUnionView, type UnionView, type UnionViewInput } from './union-view.ts';

/** Which version of a routine somebody speaks of, and what they saw it ask. */
export type SpokenOf = { readonly routineId: string; readonly number: number; readonly seenHash: string };

/**
 * Notes what a union says of a version, while its union step has not been taken. It is not the step: that is noted by those who lead the
 * follow-up, so that no one party can unlock the judgements alone. null where there is no such version.
 */
export const stateUnionView = async (
  tx: Scoped,
  today: IsoDate,
  { routineId, number, seenHash }: SpokenOf,
  input: UnionViewInput,
): Promise<Outcome<UnionView> | null> => {
  // Held until this is written, so that what is said is said of what was seen.
  const routine = await lockRoutine(tx, routineId, number);
  if (!routine || tx.personId === null) return null;
  if (routine.union !== null) return wrong('', sv.problems.taken);
  const hash = askedHash(routine);
  if (hash !== seenHash) return wrong('', sv.problems.changed);
  const result = readUnionView(input, today);
  if (!result.ok) return result;
  const said = {
    ...{ id: newId(tx.now), routineId, number, askedHash: hash, saidBy: tx.personId },
    ...result.value,
  };
  await insertUnionView(tx, said);
  await recordEvent(tx, {
    kind: 'unionViewStated',
    subject: `routine:${routineId}`,
    happenedOn: said.on,
    details: { number, party: said.party },
  });
  return ok(said);
};
