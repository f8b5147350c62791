import type { IsoDate } from '#app/shared/date.ts';

/** Slag av underlag: two of different kinds are needed for level 4. */
export const evidenceKinds = [
  'minnesanteckning',
  'besök eller observation',
  'enkät',
  'plan eller dokument',
  'elevarbeten',
  'resultat eller bedömningsunderlag',
  'samtal med elever',
  'annat',
] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];
export const isEvidenceKind = (text: string): text is EvidenceKind =>
  (evidenceKinds as readonly string[]).includes(text);

/** Underlag: something dated, of a kind, that a judgement rests on. Never about a pupil. */
export type Evidence = {
  readonly id: string;
  readonly assignmentId: string;
  /** The follow-up whose form it was written in; null when it was noted at another time. */
  readonly followUpId: string | null;
  readonly kind: EvidenceKind;
  readonly datedOn: IsoDate;
  readonly what: string;
  readonly addedBy: string;
};

/** What a judgement is said to rest on. The kind of a piece that is being written may not be chosen yet. */
export type Cited = Pick<Evidence, 'datedOn'> & { readonly kind: EvidenceKind | null };

/** A piece of evidence as it is written in a form. */
export type EvidenceInput = Readonly<Record<'kind' | 'datedOn' | 'what', string>>;

/** The name of a control of a piece of evidence that is written in the form of a rating, 'new1-kind'. */
export const pieceField = (name: string, part: keyof EvidenceInput): string => `${name}-${part}`;

/** The name of the control that says that everything judged rests on such a piece, 'new1-all'. */
export const pieceForAll = (name: string): string => `${name}-all`;

/** Whether a piece has come since the assignment was last followed up: it is dated later, or was written in this follow-up. */
export const isSince = (
  { followUpId, datedOn }: Pick<Evidence, 'followUpId' | 'datedOn'>,
  followUp: { readonly id: string },
  /** The last day of the follow-up before; null when there is none. */
  lastOn: IsoDate | null,
): boolean => followUpId === followUp.id || lastOn === null || datedOn > lastOn;

/** Latest first. */
export const byDateDescending = (a: Evidence, b: Evidence): number =>
  a.datedOn === b.datedOn ? (a.id < b.id ? 1 : -1) : a.datedOn < b.datedOn ? 1 : -1;

/** How many dated pieces a level rests on at least, and of how many kinds. */
export const evidenceNeeded = (level: number): { readonly pieces: number; readonly kinds: number } =>
  level === 4 ? { pieces: 2, kinds: 2 } : { pieces: 1, kinds: 1 };

export const carries = (level: number, evidence: readonly Pick<Cited, 'kind'>[]): boolean => {
  const { pieces, kinds } = evidenceNeeded(level);
  return evidence.length >= pieces && new Set(evidence.map(one => one.kind)).size >= kinds;
};
