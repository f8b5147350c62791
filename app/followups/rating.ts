import type { IsoDate } from '#app/shared/date.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import { holdsPersonalNumber } from '#app/shared/personal-number.ts';
import { formatList, formatPercent } from '#app/shared/swedish.ts';
import { type Cited, carries } from './evidence.ts';
import type { Party } from './follow-up.ts';
import { cannotJudge, isCondition, isLevel, type Judgement } from './rubric/rubric.ts';
import { sv } from './sv.ts';

/** Omfattning (two scopes): does the judgement concern the subject, or the whole school? */
export const ratingScopes = ['ämne', 'skolövergripande'] as const;
export type RatingScope = (typeof ratingScopes)[number];
export const isRatingScope = (text: string): text is RatingScope =>
  (ratingScopes as readonly string[]).includes(text);

/** The scope of an assignment: for the whole school, or for subjects. */
export const scopeOf = (assignment: { readonly crossSubject: boolean } | undefined): RatingScope =>
  assignment?.crossSubject ? 'skolövergripande' : 'ämne';

/** What one party says of one criterion. */
export type RatingLine = {
  readonly code: string;
  readonly judgement: Judgement | null;
  readonly scope: RatingScope;
  /** In the rater's own words; may be empty. */
  readonly wording: string;
  readonly evidenceIds: readonly string[];
};

/** Actual share of working time, 0–100, or that it is not known: an answer of its own. */
export type ActualShare = number | 'vet inte';
export const unknownShare = 'vet inte' satisfies ActualShare;

/** What a party has written so far: null and '' where nothing is said. The next step comes first. */
export type RatingContent = {
  readonly nextStep: string;
  readonly actualShare: ActualShare | null;
  readonly lines: readonly RatingLine[];
};

/** Bedömning: by one of the two, of one assignment in one round. A draft until it is handed in. */
export type Rating = {
  readonly followUpId: string;
  readonly party: Party;
  readonly content: RatingContent;
  readonly version: number;
  readonly savedBy: string;
  readonly savedAt: Date;
  readonly handedInAt: Date | null;
  /** Seconds the form has been open, as the server saw it; for the burden meter, never shown for one person. */
  readonly seconds: number;
};

/** '12,5 % av arbetstiden'; '' where nothing is said. */
export const shareText = (share: ActualShare | null): string =>
  share === null
    ? ''
    : share === unknownShare
      ? sv.said.unknownShare
      : sv.said.share(formatPercent(share, share % 1 === 0 ? 0 : 1));

export const LONGEST_TEXT = 2_000;

/** Which criteria a party answers: judgements of the assignment are left out while the union step is not done. */
export const askedOf = (criteria: readonly string[], unlocked: boolean): readonly string[] =>
  unlocked ? criteria : criteria.filter(isCondition);

/** The name of a control of a criterion in the form. */
export const lineField = (code: string, part: 'judgement' | 'scope' | 'wording' | 'evidence'): string =>
  `${code}-${part}`;

/** The control where evidence is ticked once for everything that is judged. */
export const EVIDENCE_FOR_ALL = 'evidence';

/** What cannot be judged rests on nothing. */
const mayRest = ({ judgement }: RatingLine): boolean => judgement !== cannotJudge;

/** The evidence that everything judged rests on: it is ticked in one place. */
export const evidenceForAll = (lines: readonly RatingLine[]): readonly string[] => {
  const [first, ...rest] = lines.filter(mayRest);
  return (first?.evidenceIds ?? []).filter(id => rest.every(line => line.evidenceIds.includes(id)));
};

/** Lets everything judged rest on what is ticked for all, beside what each has of its own: it is kept by criterion. */
export const restOn = (lines: readonly RatingLine[], forAll: readonly string[]): readonly RatingLine[] =>
  lines.map(line =>
    mayRest(line) ? { ...line, evidenceIds: [...new Set([...forAll, ...line.evidenceIds])] } : line,
  );

/** An empty rating, with what is known filled in. */
export const emptyContent = (criteria: readonly string[], scope: RatingScope): RatingContent => ({
  nextStep: '',
  actualShare: null,
  lines: criteria.map(code => ({ code, judgement: null, scope, wording: '', evidenceIds: [] })),
});

const textProblems = (field: string, text: string): FieldError[] => [
  ...(text.length > LONGEST_TEXT ? [{ field, text: sv.rating.tooLong(LONGEST_TEXT) }] : []),
  ...(holdsPersonalNumber(text) ? [{ field, text: sv.rating.personalNumber }] : []),
];

/** What may not be kept even in a draft: texts that are too long or hold a personnummer, and a share that is none. */
export const savingProblems = ({ nextStep, actualShare, lines }: RatingContent): FieldError[] => [
  ...textProblems('nextStep', nextStep),
  ...(typeof actualShare === 'number' && !(actualShare >= 0 && actualShare <= 100)
    ? [{ field: 'actualShare', text: sv.rating.shareWrong }]
    : []),
  ...lines.flatMap(line => textProblems(lineField(line.code, 'wording'), line.wording)),
];

const usedBy = (
  { evidenceIds }: RatingLine,
  evidence: ReadonlyMap<string, Cited>,
  today: IsoDate,
): readonly Cited[] => evidenceIds.flatMap(id => evidence.get(id) ?? []).filter(one => one.datedOn <= today);

/** Levels that do not rest on enough. Where several rest on nothing it is told once, at the place where it is ticked once. */
const evidenceProblems = (
  lines: readonly RatingLine[],
  evidence: ReadonlyMap<string, Cited>,
  today: IsoDate,
): FieldError[] => {
  const levels = lines.flatMap(({ judgement, ...line }) =>
    isLevel(judgement)
      ? [{ code: line.code, judgement, used: usedBy({ judgement, ...line }, evidence, today) }]
      : [],
  );
  const bare = levels.filter(({ used }) => used.length === 0).map(({ code }) => code);
  const tellsOnce = bare.length > 1;
  return [
    ...(tellsOnce ? [{ field: EVIDENCE_FOR_ALL, text: sv.rating.evidenceForAll(formatList(bare)) }] : []),
    ...levels
      .filter(
        ({ code, judgement, used }) => !(carries(judgement, used) || (tellsOnce && bare.includes(code))),
      )
      .map(({ code, judgement }) => ({
        field: lineField(code, 'evidence'),
        text: judgement === 4 ? sv.rating.evidenceTwo(code) : sv.rating.evidenceOne(code),
      })),
  ];
};

/** Everything that keeps a rating from being handed in, each with the field where it is mended. */
export const handingInProblems = (
  content: RatingContent,
  asked: readonly string[],
  evidence: ReadonlyMap<string, Cited>,
  today: IsoDate,
): FieldError[] => {
  const lines = asked.flatMap(code => content.lines.find(one => one.code === code) ?? []);
  const answered = new Set(lines.filter(one => one.judgement !== null).map(one => one.code));
  return [
    ...(content.nextStep.trim() === '' ? [{ field: 'nextStep', text: sv.rating.nextStepMissing }] : []),
    ...(content.actualShare === null ? [{ field: 'actualShare', text: sv.rating.shareMissing }] : []),
    ...savingProblems(content),
    ...asked
      .filter(code => !answered.has(code))
      .map(code => ({ field: lineField(code, 'judgement'), text: sv.rating.judgementMissing(code) })),
    ...evidenceProblems(lines, evidence, today),
  ];
};

/** Only what is asked is kept: a locked judgement leaves no trace. */
export const keepAsked = (content: RatingContent, asked: readonly string[]): RatingContent => ({
  ...content,
  lines: asked.flatMap(code => content.lines.find(one => one.code === code) ?? []),
});
