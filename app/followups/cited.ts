import type { Ratings } from './blind.ts';
import type { Evidence } from './evidence.ts';
import type { Party } from './follow-up.ts';
import type { FollowUpView } from './reading.ts';
import { sv } from './sv.ts';

/** What the reader may read of the ratings: both when they are open, their own before that. */
export const ratingsIn = ({
  open,
  own,
  party,
}: Pick<FollowUpView, 'open' | 'own' | 'party'>): Ratings | null =>
  open ?? (own && party ? { [party]: own } : null);

/** What a follow-up rests on, of all the evidence there is about the assignment: told once, and spoken of by its number here. */
export const evidenceIn = (
  view: Pick<FollowUpView, 'open' | 'own' | 'party' | 'evidence' | 'followUp'>,
): readonly Evidence[] => {
  const lines = Object.values(ratingsIn(view) ?? {}).flatMap(rating => rating.content.lines);
  const cited = new Set(lines.flatMap(line => line.evidenceIds));
  return [...view.evidence.values()].filter(one => cited.has(one.id) || one.followUpId === view.followUp.id);
};

/** 'underlag 1 och 3': what a party lets a judgement rest on; '' for nothing. */
export const restsOn = (view: Parameters<typeof evidenceIn>[0], party: Party, code: string): string => {
  const line = ratingsIn(view)?.[party]?.content.lines.find(one => one.code === code);
  const numbers = evidenceIn(view).flatMap((one, at) => (line?.evidenceIds.includes(one.id) ? [at + 1] : []));
  return numbers.length === 0 ? '' : sv.said.rests(numbers);
};
