import { addDays, type IsoDate } from '#app/shared/date.ts';
import { type FieldError, failed, type Outcome, ok, wrong } from '#app/shared/outcome.ts';
import { holdsPersonalNumber } from '#app/shared/personal-number.ts';
import { compareSwedish } from '#app/shared/swedish.ts';
import { sv } from './sv.ts';

/** Kollegapuls: three questions to colleagues on one assignment, answered with a code that belongs to nobody. */
export type Pulse = {
  readonly id: string;
  readonly positionId: string;
  readonly assignmentId: string;
  readonly unitId: string;
  readonly holderId: string;
  readonly yearStart: number;
  /** The first or the second of the academic year. */
  readonly occasion: number;
  readonly openedOn: IsoDate;
  /** The last day to answer. */
  readonly closesOn: IsoDate;
  /** How many codes were handed out. */
  readonly handedOut: number;
  readonly closedOn: IsoDate | null;
  /** Told when it is closed, and only when so many answered that nobody is pointed out. */
  readonly answered: number | null;
};

/** The two questions with given answers. The third asks for an example in words. */
export const pulseQuestions = ['känner till uppdraget', 'har ändrat undervisningen'] as const;
export type PulseQuestion = (typeof pulseQuestions)[number];

/** The field of a form in which each question is answered. */
export const answerFields = {
  'känner till uppdraget': 'kanner',
  'har ändrat undervisningen': 'andrat',
} as const satisfies Readonly<Record<PulseQuestion, string>>;

export const pulseAnswers = [
  'helt och hållet',
  'ganska bra',
  'ganska dåligt',
  'inte alls',
  'vet ej',
] as const;
export type PulseAnswer = (typeof pulseAnswers)[number];

/** How many gave each answer, in the order of `pulseAnswers`. */
export type Counts = readonly number[];

/**
 * Everything that has been answered, as sums: no answer is ever a row of its own, so none can be tied to a person, to another answer or
 * to a time. Examples stand in the order of the alphabet.
 */
export type PulseTally = {
  readonly counts: Readonly<Record<PulseQuestion, Counts>>;
  readonly examples: readonly string[];
};

export type PulseReply = {
  readonly answers: Readonly<Record<PulseQuestion, PulseAnswer>>;
  /** '' when no example was given. */
  readonly example: string;
};

/** Fewer answers than this are never shown to anybody. */
export const LEAST_ANSWERS = 5;
export const MOST_CODES = 80;
export const PULSES_A_YEAR = 2;
/** A pulse is open for at least this many days, and for at most `MOST_DAYS`. */
export const LEAST_DAYS = 3;
export const MOST_DAYS = 60;
export const MOST_EXAMPLE = 400;

const nobody: Counts = pulseAnswers.map(() => 0);

export const emptyTally: PulseTally = {
  counts: { 'känner till uppdraget': nobody, 'har ändrat undervisningen': nobody },
  examples: [],
};

const withOne = (counts: Counts, answer: PulseAnswer): Counts =>
  counts.map((count, at) => (pulseAnswers[at] === answer ? count + 1 : count));

/** The sums with one more reply in them. */
export const withReply = (tally: PulseTally, { answers, example }: PulseReply): PulseTally => ({
  counts: {
    'känner till uppdraget': withOne(tally.counts['känner till uppdraget'], answers['känner till uppdraget']),
    'har ändrat undervisningen': withOne(
      tally.counts['har ändrat undervisningen'],
      answers['har ändrat undervisningen'],
    ),
  },
  examples: example === '' ? tally.examples : [...tally.examples, example].sort(compareSwedish),
});

/** What is asked when a pulse is opened. */
export type PulseOpening = { readonly handedOut: number; readonly closesOn: IsoDate };

/** What is wrong with an opening, and what to do. */
export const openingProblems = (
  { handedOut, closesOn }: PulseOpening,
  openedOn: IsoDate,
): readonly FieldError[] => {
  const isCount = Number.isInteger(handedOut) && handedOut >= LEAST_ANSWERS && handedOut <= MOST_CODES;
  const isDay = closesOn >= addDays(openedOn, LEAST_DAYS) && closesOn <= addDays(openedOn, MOST_DAYS);
  return [
    ...(isCount ? [] : [{ field: 'antal', text: sv.countWrong(LEAST_ANSWERS, MOST_CODES) }]),
    ...(isDay ? [] : [{ field: 'stanger', text: sv.daysWrong(LEAST_DAYS, MOST_DAYS) }]),
  ];
};

/** Where a pulse stands on a day. It is closed by hand, since closing is for good. */
export type PulseState = 'öppen' | 'kan stängas' | 'stängd';

export const pulseState = (
  { closesOn, closedOn }: Pick<Pulse, 'closesOn' | 'closedOn'>,
  unanswered: number,
  today: IsoDate,
): PulseState => {
  if (closedOn !== null) return 'stängd';
  return today > closesOn || unanswered === 0 ? 'kan stängas' : 'öppen';
};

/**
 * What remains when a pulse is closed: with too few answers nothing, so that nobody can be told what they said. `answered` is then not told
 * either.
 */
export const closed = (
  tally: PulseTally,
  answered: number,
): { readonly tally: PulseTally; readonly answered: number | null } =>
  answered < LEAST_ANSWERS ? { tally: emptyTally, answered: null } : { tally, answered };

/** The counts of a question as they may be shown: not when all have said the same, since then everybody knows what each has said. */
export const shownCounts = (counts: Counts): Counts | null => {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return all >= LEAST_ANSWERS && counts.every(count => count < all) ? counts : null;
};

/** A code as it was made, however it was typed: 'abcd 2345' is 'ABCD2345'. */
export const readCode = (typed: string): string => typed.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** A code as it is printed: 'ABCD-2345'. */
export const shownCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

const isAnswer = (text: string | undefined): text is PulseAnswer =>
  (pulseAnswers as readonly (string | undefined)[]).includes(text);

/** A reply as it was sent: `of` gives the text of a field. */
export const readReply = (of: (field: string) => string): Outcome<PulseReply> => {
  const [known, changed] = pulseQuestions.map(question => of(answerFields[question]));
  const example = of('exempel').trim();
  const problems: FieldError[] = pulseQuestions
    .filter(question => !isAnswer(of(answerFields[question])))
    .map(question => ({ field: answerFields[question], text: sv.answerMissing }));
  if (example.length > MOST_EXAMPLE) problems.push({ field: 'exempel', text: sv.exampleLong(MOST_EXAMPLE) });
  if (holdsPersonalNumber(example)) problems.push({ field: 'exempel', text: sv.exampleNumber });
  if (problems.length > 0 || !isAnswer(known) || !isAnswer(changed)) return failed(...problems);
  return ok({
    answers: { 'känner till uppdraget': known, 'har ändrat undervisningen': changed },
    example,
  });
};

export const refusedCode = (): Outcome<never> => wrong('kod', sv.codeUnknown);
