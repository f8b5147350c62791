import type { FieldError } from '#app/shared/outcome.ts';
import { formatList } from '#app/shared/swedish.ts';
import type { Ratings } from './blind.ts';
import { carries, type Evidence } from './evidence.ts';
import { parties } from './follow-up.ts';
import type { ActualShare, Rating, RatingLine } from './rating.ts';
import { LONGEST_TEXT } from './rating.ts';
import { byCode, cannotJudge, isCondition, isLevel, type Judgement, judgementText } from './rubric/rubric.ts';
import { sv } from './sv.ts';

/** What they agreed on for one criterion, with the reason where it is not what both had said. */
export type AgreedLine = {
  readonly code: string;
  readonly judgement: Judgement | null;
  readonly reason: string;
};

/** What they agreed: the third fact beside the two ratings, which stand as they were. */
export type AgreedContent = {
  readonly nextStep: string;
  /** The criterion that the next step is about; null when it is about none in particular. */
  readonly nextStepAbout: string | null;
  readonly actualShare: ActualShare | null;
  readonly lines: readonly AgreedLine[];
};

/** Gemensam bedömning: every version is kept, the latest counts. */
export type AgreedRating = {
  readonly followUpId: string;
  readonly version: number;
  readonly content: AgreedContent;
  readonly writtenBy: string;
  readonly writtenAt: Date;
};

export const agreedField = (code: string, part: 'judgement' | 'reason'): string => `${code}-${part}`;

const lineOf = (rating: Rating | undefined, code: string): RatingLine | undefined =>
  rating?.content.lines.find(one => one.code === code);

export const saidOf = (ratings: Ratings, code: string): readonly (Judgement | null)[] =>
  parties.map(party => lineOf(ratings[party], code)?.judgement ?? null);

/** A judgement in words, also the one that is not there. */
export const judgementSaid = (judgement: Judgement | null): string =>
  judgement === null ? sv.said.nothing : judgementText(judgement);

/** The criteria that were asked of them, in the order of the rubric. */
export const askedIn = (ratings: Ratings): string[] => {
  const codes = parties.flatMap(party => ratings[party]?.content.lines.map(one => one.code) ?? []);
  return [...new Set(codes)].sort(byCode);
};

/** How two judgements differ, in words: never as a number of steps that could be added up. */
export const differenceText = (principal: Judgement | null, holder: Judgement | null): string => {
  if (principal === null || holder === null) return sv.agreement.notSaid;
  if (principal === holder) return sv.agreement.same;
  if (!isLevel(principal) || !isLevel(holder))
    return principal === cannotJudge ? sv.agreement.onlyHolderJudged : sv.agreement.onlyPrincipalJudged;
  return principal > holder ? sv.agreement.principalHigher : sv.agreement.holderHigher;
};

/** Where both said the same it is filled in; the rest is for them to talk about. */
export const proposedAgreement = (ratings: Ratings): AgreedContent => ({
  nextStep:
    ratings.rektor?.content.nextStep === ratings.innehavare?.content.nextStep
      ? (ratings.rektor?.content.nextStep ?? '')
      : '',
  nextStepAbout: null,
  actualShare:
    ratings.rektor?.content.actualShare === ratings.innehavare?.content.actualShare
      ? (ratings.rektor?.content.actualShare ?? null)
      : null,
  lines: askedIn(ratings).map(code => {
    const [principal = null, holder = null] = saidOf(ratings, code);
    return { code, judgement: principal === holder ? principal : null, reason: '' };
  }),
});

const lineProblems = (
  line: AgreedLine,
  ratings: Ratings,
  evidence: ReadonlyMap<string, Evidence>,
): FieldError[] => {
  const { code, judgement } = line;
  if (judgement === null)
    return [{ field: agreedField(code, 'judgement'), text: sv.agreement.judgementMissing(code) }];
  const problems: FieldError[] = [];
  if (saidOf(ratings, code).some(said => said !== judgement) && line.reason.trim() === '')
    problems.push({ field: agreedField(code, 'reason'), text: sv.agreement.reasonMissing(code) });
  const ids = parties.flatMap(party => lineOf(ratings[party], code)?.evidenceIds ?? []);
  const used = [...new Set(ids)].flatMap(id => evidence.get(id) ?? []);
  if (isLevel(judgement) && !carries(judgement, used))
    problems.push({ field: agreedField(code, 'judgement'), text: sv.agreement.evidence(code, judgement) });
  return problems;
};

const isWeak = (line: AgreedLine): boolean => isLevel(line.judgement) && line.judgement < 3;

/** The conditions that the next step must begin with: a weak parameter beside a weak condition. */
export const conditionsFirst = (lines: readonly AgreedLine[]): string[] => {
  const weak = lines.filter(isWeak).map(one => one.code);
  return weak.some(code => !isCondition(code)) ? weak.filter(isCondition).sort(byCode) : [];
};

/** Everything that keeps an agreed rating from being whole, each with the field where it is mended. */
export const agreementProblems = (
  agreed: AgreedContent | null,
  ratings: Ratings,
  evidence: ReadonlyMap<string, Evidence>,
): FieldError[] => {
  if (agreed === null) return [{ field: '', text: sv.agreement.missing }];
  const first = conditionsFirst(agreed.lines);
  const texts = [agreed.nextStep, ...agreed.lines.map(one => one.reason)];
  return [
    ...(agreed.nextStep.trim() === '' ? [{ field: 'nextStep', text: sv.rating.nextStepMissing }] : []),
    ...(texts.some(text => text.length > LONGEST_TEXT)
      ? [{ field: 'nextStep', text: sv.rating.tooLong(LONGEST_TEXT) }]
      : []),
    ...(first.length > 0 && !first.includes(agreed.nextStepAbout ?? '')
      ? [{ field: 'nextStepAbout', text: sv.agreement.conditionFirst(formatList(first, 'eller')) }]
      : []),
    ...(agreed.actualShare === null ? [{ field: 'actualShare', text: sv.rating.shareMissing }] : []),
    ...askedIn(ratings).flatMap(code =>
      lineProblems(
        agreed.lines.find(one => one.code === code) ?? { code, judgement: null, reason: '' },
        ratings,
        evidence,
      ),
    ),
  ];
};
