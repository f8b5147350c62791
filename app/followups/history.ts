import { fullName, type Person } from '#app/access/index.ts';
import type { Finalising, StageStep } from './follow-up-store.ts';
import type { Rating } from './rating.ts';
import { sv } from './sv.ts';

/** Something that has happened with a follow-up: when, by whom (null: by nobody in particular), and why where it was told. */
export type HistoryLine = {
  readonly at: Date;
  readonly who: string | null;
  readonly what: string;
  readonly why: string;
};

/** An event of the log, as far as it is told here. */
type Happened = {
  readonly kind: string;
  readonly enteredAt: Date;
  readonly actorId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
};

const eventText = ({ kind, details }: Happened): string | null => {
  const party = sv.tasks.partyName[details.party === 'innehavare' ? 'innehavare' : 'rektor'];
  switch (kind) {
    case 'ratingHandedIn':
      return sv.history.handedIn(party);
    case 'ratingTakenBack':
      return sv.history.takenBack(party);
    case 'ratingsOpened':
      return sv.history.bothOpen;
    case 'agreedRatingWritten':
      return sv.history.agreed;
    case 'evidenceNoted':
      return sv.history.evidence;
    default:
      return null;
  }
};

/** What has happened, latest first. */
export const historyOf = (
  {
    steps,
    finalisings,
  }: { readonly steps: readonly StageStep[]; readonly finalisings: readonly Finalising[] },
  events: readonly Happened[],
): HistoryLine[] =>
  [
    ...events.flatMap((event): HistoryLine[] => {
      const what = eventText(event);
      return what === null ? [] : [{ at: event.enteredAt, who: event.actorId, what, why: '' }];
    }),
    ...steps.map(step => ({
      at: step.at,
      who: step.by,
      what: sv.history.moved(step.from, step.to),
      why: step.reason,
    })),
    ...finalisings.map(one => ({ at: one.at, who: null, what: sv.said.finalised(one.hash), why: '' })),
  ].sort((a, b) => b.at.getTime() - a.at.getTime());

/** The name of somebody who has had to do with a follow-up; of somebody protected, that it is not told. */
export const nameIn = (
  { people }: { readonly people: ReadonlyMap<string, Person> },
  personId: string | null,
): string => {
  const person = personId === null ? undefined : people.get(personId);
  return person && !person.isProtected ? fullName(person) : sv.said.someone;
};

/** What a party wrote about a criterion in words of their own; '' for nothing. */
export const wordingOf = (rating: Rating | null | undefined, code: string): string =>
  rating?.content.lines.find(one => one.code === code)?.wording ?? '';
