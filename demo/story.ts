import type { IsoDate } from '#app/shared/date.ts';
import { sv } from './sv.ts';

/** The day on which the story of Ekdala stands: the item is being written, and the meeting is three weeks away. */
export const demoDay: IsoDate = '2026-11-23';

/** Days worth going to. */
export const storyDays: readonly { readonly day: IsoDate; readonly what: string }[] = [
  { day: demoDay, what: sv.days.writing },
  { day: '2026-12-16', what: sv.days.meeting },
  { day: '2027-07-01', what: sv.days.due },
];

/** Situation: who to be, where to go, and what to look for there. */
export type Situation = {
  /** Employee number in personer.csv. */
  readonly person: string;
  readonly href: string;
  readonly title: string;
  readonly look: string;
};

const at = (
  person: string,
  href: string,
  text: { readonly title: string; readonly look: string },
): Situation => ({
  person,
  href,
  ...text,
});

const { situations: text } = sv;

/** The way of the item from the desk to the board, in the order of the story. */
export const wayToTheBoard: readonly Situation[] = [
  at('E1005', '/arenden', text.write),
  at('E1002', '/arenden', text.approve),
  at('E1015', '/arenden', text.send),
  at('E1016', '/arenden', text.decide),
];

/** Other things to try, in any order. */
export const otherSituations: readonly Situation[] = [
  at('E1003', '/fordelning', text.spread),
  at('E1008', '/fordelning/amnen', text.subjects),
  at('E1007', '/tjanster', text.vacancy),
  at('E1010', '/', text.rate),
  at('E1004', '/uppfoljning', text.coverage),
  at('E1025', '/uppfoljning/mitt', text.said),
  at('E1018', '/tjanster/import', text.importing),
  at('E1006', '/organisation', text.renamed),
  at('E1023', '/jag', text.self),
  at('E1020', '/fordelning', text.trace),
  at('E1001', '/logg', text.log),
];
