import type { IsoDate } from '#app/shared/date.ts';
import { sha256 } from '#app/shared/id.ts';
import type { ReportBack } from './commission.ts';
import type { FirstAnswer, SecondAnswer } from './participation.ts';
import type { ProposalClause } from './proposal.ts';
import type { Stage } from './stages.ts';
import type { ClauseStyle } from './wording.ts';

/** Tjänsteskrivelse: what the administration writes to the board, with a proposal to decide on. Its facts, without its texts. */
export type ItemHead = {
  readonly id: string;
  readonly matterId: string;
  readonly title: string;
  readonly stage: Stage;
  /** The meeting it is meant for. */
  readonly meetingOn: IsoDate | null;
  /** Handläggare. */
  readonly authorId: string | null;
  readonly clauseStyle: ClauseStyle;
  /** The day the numbers are about. */
  readonly dataOn: IsoDate;
  /** An earlier day to compare with. */
  readonly compareOn: IsoDate | null;
  readonly decidedOn: IsoDate | null;
  readonly paragraph: string | null;
  readonly version: number;
};

/** The parts that people write themselves, by the heading they stand under. */
export const sections = {
  summary: 'Sammanfattning',
  description: 'Ärendebeskrivning',
  preparation: 'Beredning',
  economy: 'Ekonomiska konsekvenser',
} as const;
export type Section = keyof typeof sections;
export const isSection = (text: string): text is Section => Object.hasOwn(sections, text);

/** Bilaga: something the board gets beside the item. */
export type Attachment = { readonly title: string; readonly datedOn: IsoDate | null };

/** A figure somebody has put into their own text: the code that stands there, and what it asks. */
export type InsertedFigure = {
  readonly code: string;
  readonly question: string;
  readonly parameters: Readonly<Record<string, string>>;
};

/** A board item with all its parts, as it is being written. */
export type BoardItem = ItemHead & {
  readonly texts: Readonly<Record<Section, string>>;
  readonly clauses: readonly ProposalClause[];
  readonly firstAnswer: FirstAnswer | null;
  readonly secondAnswer: SecondAnswer | null;
  readonly attachments: readonly Attachment[];
  /** Expedieras till: who gets the decision. */
  readonly recipients: readonly string[];
  readonly reportBacks: readonly ReportBack[];
  readonly insertedFigures: readonly InsertedFigure[];
};

/**
 * Marks the state of a part when a form was opened on it. A form whose mark no longer fits would overwrite somebody else's
 * text. Made of the content itself, so two people may write in different parts at the same time.
 */
export const contentMark = (content: unknown): string => sha256(JSON.stringify(content ?? null)).slice(0, 12);
