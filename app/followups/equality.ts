import type { AgreedContent } from './agreement.ts';
import type { Round } from './follow-up.ts';

/** Lika uppföljning: whether the finalised follow-ups of a round have answered the same core. */
export type RoundEquality = {
  readonly round: Round;
  readonly finalised: number;
  /** Criteria of the round that some have no answer to, with how many. "Kan inte bedömas" is an answer. */
  readonly unanswered: readonly { readonly code: string; readonly missing: number }[];
};

/**
 * Compares what was asked in each round with what was answered, by follow-up. Rounds in which nothing is finalised have nothing to compare.
 *
 * @param finalised the agreed content of each finalised follow-up, with the round it belongs to
 */
export const equalityOf = (
  rounds: readonly Round[],
  finalised: readonly { readonly roundId: string; readonly content: AgreedContent }[],
): RoundEquality[] =>
  rounds.flatMap(round => {
    const own = finalised.filter(({ roundId }) => roundId === round.id);
    if (own.length === 0) return [];
    const unanswered = round.criteria.flatMap(code => {
      const missing = own.filter(
        ({ content }) => !content.lines.some(line => line.code === code && line.judgement !== null),
      ).length;
      return missing === 0 ? [] : [{ code, missing }];
    });
    return [{ round, finalised: own.length, unanswered }];
  });
