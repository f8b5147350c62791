import { type IsoDate, isIsoDate } from '#app/shared/date.ts';
import { type FieldError, failed, type Outcome, ok } from '#app/shared/outcome.ts';
import { type CommissionFacts, type ReportBackDecision, readParagraph } from './commission.ts';
import { type ClauseDecision, isClauseDecision, type ProposalClause } from './proposal.ts';
import type { Stage } from './stages.ts';
import { sv } from './sv.ts';
import { type BoardNames, type ClauseStyle, convertClause, orderedIn } from './wording.ts';

/** The board's decision as it is entered from the minutes; '' where nothing is said. */
export type DecisionInput = {
  readonly decidedOn: string;
  readonly paragraph: string;
  /** One for each clause, by its id. */
  readonly clauses: readonly {
    readonly clauseId: string;
    readonly decision: string;
    readonly decidedText: string;
    readonly addressee: string;
    readonly dueOn: string;
  }[];
};

/** Beslut: what the board decided, clause by clause, and what follows from it. */
export type Decided = {
  readonly stage: Extract<Stage, 'beslutad' | 'återremitterad'>;
  readonly decidedOn: IsoDate;
  readonly paragraph: string;
  readonly clauses: readonly ProposalClause[];
  /** What became of the report-backs in the item; null when it goes back and they are written anew. */
  readonly reportBacks: ReportBackDecision | null;
  readonly commissions: readonly (Omit<CommissionFacts, 'followsId'> & { readonly sourceClauseId: string })[];
};

const accepted: readonly ClauseDecision[] = ['bifall', 'ändrad lydelse'];

const isAccepted = ({ decision }: ProposalClause): boolean =>
  decision !== null && accepted.includes(decision);

/** The name of a clause's control in the form of the decision; 1 is the first clause. */
export const decisionField = (
  part: 'decision' | 'decidedText' | 'addressee' | 'dueOn',
  number: number,
): string => `${part}-${number}`;

const readClauses = (
  clauses: readonly ProposalClause[],
  input: DecisionInput,
  problems: FieldError[],
): ProposalClause[] =>
  clauses.map((clause, at): ProposalClause => {
    const number = at + 1;
    const given = input.clauses.find(one => one.clauseId === clause.id);
    const field = (part: Parameters<typeof decisionField>[0]) => decisionField(part, number);
    if (!given || !isClauseDecision(given.decision)) {
      problems.push({ field: field('decision'), text: sv.decision.choiceMissing(number) });
      return clause;
    }
    const decidedText = given.decision === 'ändrad lydelse' ? given.decidedText.trim() : null;
    if (decidedText === '')
      problems.push({ field: field('decidedText'), text: sv.decision.changedTextMissing(number) });
    if (given.dueOn !== '' && !isIsoDate(given.dueOn))
      problems.push({ field: field('dueOn'), text: sv.dateWrong });
    return {
      ...clause,
      decision: given.decision,
      decidedText,
      addressee: given.addressee.trim() || clause.addressee,
      dueOn: given.dueOn === '' ? clause.dueOn : given.dueOn,
    };
  });

/**
 * What a report-back came to: approved when no clause of the proposal itself was turned down and something was accepted.
 * A turned-down commission does not undo the answer it stood beside.
 */
const reportBackDecision = (clauses: readonly ProposalClause[]): ReportBackDecision => {
  const own = clauses.filter(clause => !clause.givesCommission);
  const deciding = own.length > 0 ? own : clauses;
  const isApproved = own.length > 0 ? deciding.every(isAccepted) : deciding.some(isAccepted);
  return isApproved ? 'godkänd' : 'inte godkänd';
};

/** Reads the decision of the board and works out what follows: new commissions, and what the report-backs came to. */
export const decideItem = (
  clauses: readonly ProposalClause[],
  style: ClauseStyle,
  names: BoardNames,
  input: DecisionInput,
  today: IsoDate,
): Outcome<Decided> => {
  const problems: FieldError[] = [];
  const paragraph = readParagraph(input.paragraph);
  if (!isIsoDate(input.decidedOn)) problems.push({ field: 'decidedOn', text: sv.dateWrong });
  else if (input.decidedOn > today) problems.push({ field: 'decidedOn', text: sv.decision.notYet });
  if (paragraph === null) problems.push({ field: 'paragraph', text: sv.decision.paragraphMissing });
  const decided = readClauses(clauses, input, problems);
  const referred = decided.filter(clause => clause.decision === 'återremiss').length;
  if (referred > 0 && referred < decided.length) {
    const first = decided.findIndex(clause => clause.decision !== 'återremiss') + 1;
    problems.push({ field: decisionField('decision', first), text: sv.decision.referAll });
  }
  if (problems.length > 0 || paragraph === null) return failed(...problems);
  const { decidedOn } = input;
  if (referred > 0) {
    const stage = 'återremitterad';
    return ok({ stage, decidedOn, paragraph, clauses: decided, reportBacks: null, commissions: [] });
  }
  const commissions = decided
    .filter(clause => clause.givesCommission && isAccepted(clause))
    .map(clause => {
      const text = orderedIn(
        convertClause(clause.decidedText ?? clause.text, style, 'attSatser', names).text,
      );
      return {
        givenOn: decidedOn,
        paragraph,
        text,
        addressee: clause.addressee ?? names.administrationName,
        dueOn: clause.dueOn,
        questions: [text],
        sourceClauseId: clause.id,
      };
    });
  return ok({
    stage: 'beslutad',
    decidedOn,
    paragraph,
    clauses: decided,
    reportBacks: reportBackDecision(decided),
    commissions,
  });
};
