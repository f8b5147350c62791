import { kindDescriptions } from './kind.ts';
import type { Part, Told } from './suppression/group.ts';
import type { GroupIdentity } from './suppression/identity.ts';
import type { Atom, DecidedBlock } from './suppression/release.ts';
import type { TableQuestion } from './table-question.ts';

/*
 * What tables of different subjects or measures would tell when they lie side by side. Within a block suppression itself proves it; these
 * are the two relations that we know of between blocks.
 */

/** Subjects that every pupil has one of: how many have one tells how many have the other. */
const eitherOr: readonly string[] = ['Svenska', 'Svenska som andraspråk'];

/** The subject that those have who do not have this one; null where that is not known. */
export const otherOf = (subject: string): string | null =>
  eitherOr.includes(subject) ? (eitherOr.find(one => one !== subject) ?? null) : null;

/** Whether so few have one of two such subjects somewhere that it must not be told how many have the other. */
export const hasFew = (atoms: readonly Atom[], { group }: TableQuestion, fewest: number): boolean =>
  atoms.some(
    ({ gender, facts }) => (gender === 'alla' || gender === group) && facts.basis > 0 && facts.basis < fewest,
  );

/** What a difference between two results is made of: where one of them is hidden it would follow from the other two. */
export const behindGap = (question: TableQuestion): readonly TableQuestion[] => {
  if (question.measure !== 'betyg minus provbetyg') return [];
  const grade: TableQuestion = { ...question, measure: 'betygspoäng' };
  const test = kindDescriptions[question.kind].linked.find(({ as }) => as === 'test');
  if (!test) return [grade];
  const { kind, yearsBefore } = test;
  const academicYear = question.academicYear - yearsBefore;
  return [grade, { ...question, kind, measure: 'provbetygspoäng', academicYear, semester: null }];
};

/** Hides parts of groups besides those that a decision hides, for readers and in what is remembered. */
export const hideMore = (
  { decided, entry, unprotected }: DecidedBlock,
  partsToHide: (identity: GroupIdentity) => readonly Part[],
): DecidedBlock => {
  const hide = <Group extends { readonly identity: GroupIdentity; readonly told: Told }>(
    group: Group,
  ): Group => {
    const hidden = partsToHide(group.identity).filter(part => group.told[part] !== undefined);
    if (hidden.length === 0) return group;
    const states = hidden.map(part => [part, { state: 'dold', because: 'skyddar andra' } as const] as const);
    return { ...group, told: { ...group.told, ...Object.fromEntries(states) } };
  };
  return { decided: decided.map(hide), entry: { entries: entry.entries.map(hide) }, unprotected };
};
