import { type IsoDate, isIsoDate } from '#app/shared/date.ts';
import { type FieldError, failed, type Outcome, ok } from '#app/shared/outcome.ts';
import { sv } from './sv.ts';

/** Ärende: the case file that keeps the board's commissions and the items that answer them together. */
export type Matter = {
  readonly id: string;
  /** Diarienummer, 'BUN 2026/118'. Issued by the diarium, never by us; null until it is known. */
  readonly registryNumber: string | null;
  readonly title: string;
  readonly openedOn: IsoDate;
  readonly version: number;
};

/** A matter as somebody writes it in a form; '' where nothing is said. */
export type MatterInput = {
  readonly registryNumber: string;
  readonly title: string;
  readonly openedOn: string;
};

export type MatterFacts = Pick<Matter, 'registryNumber' | 'title' | 'openedOn'>;

/** Reads what was written. A registry number names one matter only, so `others` may not have it. */
export const readMatter = (input: MatterInput, others: readonly Matter[]): Outcome<MatterFacts> => {
  const problems: FieldError[] = [];
  const title = input.title.trim();
  const registryNumber = input.registryNumber.trim().replace(/\s+/g, ' ') || null;
  if (title === '') problems.push({ field: 'title', text: sv.matter.titleMissing });
  if (!isIsoDate(input.openedOn)) problems.push({ field: 'openedOn', text: sv.dateWrong });
  const same = others.find(other => registryNumber !== null && other.registryNumber === registryNumber);
  if (same) problems.push({ field: 'registryNumber', text: sv.matter.numberTaken(same.title) });
  return problems.length > 0 ? failed(...problems) : ok({ registryNumber, title, openedOn: input.openedOn });
};
