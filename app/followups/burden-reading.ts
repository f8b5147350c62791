import type { Scoped } from '#app/database/index.ts';
import { swedishDayOf } from '#app/shared/clock.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { FieldKey, NotedUses } from './burden.ts';
import { JUDGEMENTS, TIME } from './figures.ts';
import { loadFollowUps } from './follow-up-store.ts';
import { loadReadByOthers } from './reader-store.ts';
import { loadRounds } from './routine-store.ts';
import { isFinalised } from './stages.ts';

/** The numbers of some questions that have been kept in an item or a report: told by the room that keeps them. */
export type KeptNumbers = (
  tx: Scoped,
  questions: readonly string[],
) => Promise<
  readonly {
    readonly question: string;
    readonly parameters: Readonly<Record<string, string>>;
    readonly keptAt: Date;
  }[]
>;

/** The field that a number counts. */
const fieldOf = (question: string, parameters: Readonly<Record<string, string>>): FieldKey =>
  question === TIME ? 'actualShare' : (parameters.criterion ?? '');

/** What is noted of how the answers of a routine have been used, in all its versions. */
export const readUses = async (
  tx: Scoped,
  routineId: string,
  keptNumbers: KeptNumbers,
  today: IsoDate,
): Promise<NotedUses> => {
  const rounds = new Map(
    (await loadRounds(tx)).filter(one => one.routineId === routineId).map(one => [one.id, one]),
  );
  const followUps = await loadFollowUps(tx, [...rounds.keys()], today);
  const finalised = followUps.filter(one => isFinalised(one.stage));
  const readOn = await loadReadByOthers(
    tx,
    finalised.map(one => one.id),
  );
  const kept = await keptNumbers(tx, [JUDGEMENTS, TIME]);
  return {
    answered: finalised.flatMap(({ id, positionId, roundId }) => {
      const round = rounds.get(roundId);
      if (!round) return [];
      const { criteria, dueOn } = round;
      return [{ positionId, criteria, dueOn, readOn: readOn.get(id) ?? null }];
    }),
    opened: followUps.flatMap(({ positionId, roundId, stage }) => {
      const round = rounds.get(roundId);
      return round && stage !== 'inställd'
        ? [{ positionId, openedOn: round.openedOn, dueOn: round.dueOn }]
        : [];
    }),
    kept: kept.map(({ question, parameters, keptAt }) => ({
      field: fieldOf(question, parameters),
      on: swedishDayOf(keptAt),
    })),
  };
};
