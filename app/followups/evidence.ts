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

/** How many dated pieces a level rests on at least, and of how many kinds. */
export const evidenceNeeded = (level: number): { readonly pieces: number; readonly kinds: number } =>
  level === 4 ? { pieces: 2, kinds: 2 } : { pieces: 1, kinds: 1 };

export const carries = (level: number, evidence: readonly Pick<Evidence, 'kind'>[]): boolean => {
  const { pieces, kinds } = evidenceNeeded(level);
  return evidence.length >= pieces && new Set(evidence.map(one => one.kind)).size >= kinds;
};
