import { type IsoDate, isIsoDate } from '#app/shared/date.ts';
import { type FieldError, failed, type Outcome, ok } from '#app/shared/outcome.ts';
import { sv } from './sv.ts';

/** Uppdrag från nämnden: what the board has ordered, of whom and until when. Never the task of a career position. */
export type Commission = {
  readonly id: string;
  readonly matterId: string;
  readonly givenOn: IsoDate;
  /** The paragraph of the minutes, '23'. */
  readonly paragraph: string | null;
  /** What follows "i uppdrag att", without full stop. */
  readonly text: string;
  /** Who got it: 'bildningsförvaltningen'. */
  readonly addressee: string;
  readonly dueOn: IsoDate | null;
  /** The decided clause that gave it; null for one that was given before the matter came here. */
  readonly sourceClauseId: string | null;
  /** The commission that this one goes on from. */
  readonly followsId: string | null;
  /** What the board wants to know, in its own words, at least one. Question 1 is the first. */
  readonly questions: readonly string[];
};

export const verdicts = ['besvarad', 'delvis besvarad', 'går inte att avgöra', 'återstår'] as const;
export type Verdict = (typeof verdicts)[number];
export const isVerdict = (text: string): text is Verdict => verdicts.includes(text as Verdict);

/** The verdicts that end a question once the board has approved them. That something cannot be told is an answer. */
export const settlingVerdicts: readonly Verdict[] = ['besvarad', 'går inte att avgöra'];

/** The answer to one question of a commission. For 'går inte att avgöra' the text is the reason. */
export type Answer = {
  /** Which question: 1 is the first. */
  readonly position: number;
  /** null: not chosen yet. */
  readonly verdict: Verdict | null;
  readonly text: string;
  /** The generated chapter that holds the answer in full; its opening words are quoted. */
  readonly chapter: string | null;
};

export const reportBackDecisions = ['godkänd', 'inte godkänd'] as const;
export type ReportBackDecision = (typeof reportBackDecisions)[number];

/** Återrapportering: what answers a commission, in a board item or (`itemId: null`) from before the matter came here. */
export type ReportBack = {
  readonly id: string;
  readonly commissionId: string;
  readonly itemId: string | null;
  readonly title: string;
  /** The meeting that took it up; null while it is being written. */
  readonly reportedOn: IsoDate | null;
  readonly paragraph: string | null;
  readonly decision: ReportBackDecision | null;
  readonly answers: readonly Answer[];
};

/**
 * How a question stands. settled: the board has approved an answer · answering: an answer is being written or waits for the
 * board · open: nobody is answering it.
 */
export type QuestionState = {
  readonly position: number;
  readonly text: string;
  readonly state: 'settled' | 'answering' | 'open';
  /** The answer that settled it, else the latest one. */
  readonly answer: Answer | null;
};

const settles = (reportBack: ReportBack, answer: Answer): boolean =>
  reportBack.decision === 'godkänd' && answer.verdict !== null && settlingVerdicts.includes(answer.verdict);

/** Every question of a commission with its state. A question stays until the board has approved what settles it. */
export const questionStates = (
  commission: Commission,
  reportBacks: readonly ReportBack[],
): QuestionState[] => {
  const own = reportBacks
    .filter(reportBack => reportBack.commissionId === commission.id)
    .sort((a, b) => (a.reportedOn ?? '9999').localeCompare(b.reportedOn ?? '9999'));
  return commission.questions.map((text, at) => {
    const position = at + 1;
    const given = own.flatMap(reportBack =>
      reportBack.answers
        .filter(answer => answer.position === position)
        .map(answer => ({ reportBack, answer })),
    );
    const settled = given.findLast(one => settles(one.reportBack, one.answer));
    const pending = given.findLast(one => one.reportBack.decision === null);
    return {
      position,
      text,
      state: settled ? 'settled' : pending ? 'answering' : 'open',
      answer: (settled ?? pending ?? given.at(-1))?.answer ?? null,
    };
  });
};

export const isSettled = (commission: Commission, reportBacks: readonly ReportBack[]): boolean =>
  questionStates(commission, reportBacks).every(question => question.state === 'settled');

/** A commission as somebody writes it in a form; '' where nothing is said. */
export type CommissionInput = {
  readonly givenOn: string;
  readonly paragraph: string;
  readonly text: string;
  readonly addressee: string;
  readonly dueOn: string;
  readonly questions: readonly string[];
  readonly followsId: string;
};

export type CommissionFacts = Omit<Commission, 'id' | 'matterId' | 'sourceClauseId'>;

/** '§ 23', '23 §' and '23' are the same paragraph. */
export const readParagraph = (text: string): string | null => text.replaceAll('§', '').trim() || null;

const withoutAtt = (text: string): string =>
  text
    .trim()
    .replace(/^att\s+/i, '')
    .replace(/[\s.]+$/, '');

/** Reads what was written. Without sub-questions the commission itself is the one question. */
export const readCommission = (
  input: CommissionInput,
  known: readonly Commission[],
): Outcome<CommissionFacts> => {
  const problems: FieldError[] = [];
  const text = withoutAtt(input.text);
  const addressee = input.addressee.trim();
  if (!isIsoDate(input.givenOn)) problems.push({ field: 'givenOn', text: sv.dateWrong });
  if (text === '') problems.push({ field: 'text', text: sv.commission.textMissing });
  if (addressee === '') problems.push({ field: 'addressee', text: sv.commission.addresseeMissing });
  if (input.dueOn !== '' && !isIsoDate(input.dueOn)) problems.push({ field: 'dueOn', text: sv.dateWrong });
  if (isIsoDate(input.givenOn) && isIsoDate(input.dueOn) && input.dueOn < input.givenOn) {
    problems.push({ field: 'dueOn', text: sv.commission.dueBeforeGiven });
  }
  if (input.followsId !== '' && !known.some(one => one.id === input.followsId)) {
    problems.push({ field: 'followsId', text: sv.commission.followsUnknown });
  }
  if (problems.length > 0) return failed(...problems);
  const questions = input.questions.map(question => question.trim()).filter(Boolean);
  return ok({
    givenOn: input.givenOn,
    paragraph: readParagraph(input.paragraph),
    text,
    addressee,
    dueOn: input.dueOn === '' ? null : input.dueOn,
    followsId: input.followsId === '' ? null : input.followsId,
    questions: questions.length > 0 ? questions : [text],
  });
};

/** What is wrong with an answer as it stands, or null. */
export const answerProblem = (answer: Answer, question: string): string | null => {
  if (answer.verdict === null) return sv.answers.verdictMissing(question);
  const words = answer.text.trim();
  if (answer.verdict === 'går inte att avgöra' && words.length < SHORTEST_REASON) {
    return sv.answers.reasonMissing(question);
  }
  if (words === '' && answer.chapter === null) return sv.answers.textMissing(question);
  return null;
};

/** Shorter than this, characters, a reason says nothing. */
const SHORTEST_REASON = 30;
