import { formatNumber } from '#app/shared/swedish.ts';
import { decimalsOf, isTeacherUnknown, type Measure } from '../measure.ts';
import type { GroupFacts, Part } from '../suppression/group.ts';
import type { DecidedGroup } from '../suppression/release.ts';
import type { TableRowShown } from '../table-actions.ts';
import { sv } from './sv.ts';

/** A number as it may be shown: the value, or words instead of it. */
export type ShownPart = { readonly value: number | null; readonly text: string; readonly isEarlier: boolean };

const valueIn = (facts: GroupFacts, part: Part): number | null => {
  switch (part) {
    case 'antal':
      return facts.pupils;
    case 'medelvärde':
      return facts.sum === null || facts.basis === 0 ? null : facts.sum / facts.basis;
    case 'andel':
      return facts.part === null || facts.pupils === 0 ? null : (100 * facts.part) / facts.pupils;
  }
};

const written = (value: number | null, part: Part, measure: Measure): string => {
  if (value === null) return sv.hidden;
  if (part === 'andel') return sv.percent(formatNumber(value));
  return formatNumber(value, part === 'antal' ? 0 : decimalsOf(measure));
};

/** A number with no more decimals than it is shown with, and rounded as it is shown: more would tell of the pupils. */
export const toldValue = (value: number, part: Part, measure: Measure): number =>
  Number(value.toFixed(part === 'medelvärde' ? decimalsOf(measure) : 0));

const tailTexts = { '~0': sv.nearlyNone, '~100': sv.nearlyAll } as const;

/** One part of a group, by its state. */
const shownPart = (
  { facts, told }: Pick<DecidedGroup, 'facts' | 'told'>,
  earlier: Pick<DecidedGroup, 'facts' | 'told'> | null,
  part: Part,
  measure: Measure,
): ShownPart => {
  const state = told[part];
  switch (state?.state) {
    case 'visas': {
      const value = valueIn(facts, part);
      return { value, text: written(value, part, measure), isEarlier: false };
    }
    case 'svans':
      return { value: null, text: tailTexts[state.side], isEarlier: false };
    case 'tidigare':
      if (earlier) return { ...shownPart(earlier, null, part, measure), isEarlier: true };
  }
  return { value: null, text: sv.hidden, isEarlier: false };
};

const measureOf = ({ identity }: DecidedGroup): Measure => identity.measure.split(' · ')[2] as Measure;

export const shownIn = ({ group, earlier }: TableRowShown, part: Part): ShownPart =>
  shownPart(group, earlier, part, measureOf(group));

/** What is said beside a table of rows whose teachers nobody has told of: a rule that cannot be tried must not look as if it had been. */
export const teachersNote = (rows: readonly TableRowShown[]): string | null =>
  rows.some(({ group }) => isTeacherUnknown(measureOf(group), group.facts)) ? sv.teachersUnknown : null;

export const isHidden = ({ told }: DecidedGroup): boolean =>
  Object.values(told).some(({ state }) => state === 'dold');
