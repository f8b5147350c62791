import { type FieldError, failed, type Outcome, ok } from '#app/shared/outcome.ts';
import type { Action } from '#app/shared/permission.ts';
import { sv } from './sv.ts';

/** Where a board item stands on its way from the desk to the board. */
export const stages = [
  'utkast',
  'för godkännande',
  'godkänd',
  'utskickad',
  'beslutad',
  'återremitterad',
] as const;
export type Stage = (typeof stages)[number];

/** What the board has seen of an item in these stages is what was sealed when it was sent. */
export const sentStages: readonly Stage[] = ['utskickad', 'beslutad', 'återremitterad'];
/** The one stage in which texts are written. What was referred back is resumed first, so that what was sent stays readable. */
export const isWriting = (stage: Stage): boolean => stage === 'utkast';

export type Move = {
  readonly from: Stage;
  readonly to: Stage;
  /** What it takes to make the move. */
  readonly action: Action;
  readonly label: string;
  /** What is said when it has been made. */
  readonly done: string;
  /** Nothing may be missing in the item. */
  readonly mustBeReady: boolean;
  /** The one who makes the move says why. */
  readonly commentNeeded: boolean;
  /** The text and its figures are frozen as they stand. */
  readonly seals: boolean;
  /** Made by entering the board's decision, never by a button of its own. */
  readonly byDecision: boolean;
};

const plain = { mustBeReady: false, commentNeeded: false, seals: false, byDecision: false };

/** The one table of what may be done with an item, and what it then becomes. */
export const moves = {
  submit: {
    ...plain,
    ...sv.moves.submit,
    from: 'utkast',
    to: 'för godkännande',
    action: 'editBoardItem',
  },
  returnToWriter: {
    ...plain,
    ...sv.moves.returnToWriter,
    from: 'för godkännande',
    to: 'utkast',
    action: 'approveBoardItem',
    commentNeeded: true,
  },
  approve: {
    ...plain,
    ...sv.moves.approve,
    from: 'för godkännande',
    to: 'godkänd',
    action: 'approveBoardItem',
    mustBeReady: true,
  },
  sendBack: {
    ...plain,
    ...sv.moves.sendBack,
    from: 'godkänd',
    to: 'utkast',
    action: 'sendBoardItem',
    commentNeeded: true,
  },
  send: {
    ...plain,
    ...sv.moves.send,
    from: 'godkänd',
    to: 'utskickad',
    action: 'sendBoardItem',
    mustBeReady: true,
    seals: true,
  },
  decide: {
    ...plain,
    ...sv.moves.decide,
    from: 'utskickad',
    to: 'beslutad',
    action: 'recordDecision',
    byDecision: true,
  },
  refer: {
    ...plain,
    ...sv.moves.refer,
    from: 'utskickad',
    to: 'återremitterad',
    action: 'recordDecision',
    byDecision: true,
  },
  resume: {
    ...plain,
    ...sv.moves.resume,
    from: 'återremitterad',
    to: 'utkast',
    action: 'editBoardItem',
  },
} as const satisfies Record<string, Move>;

export type MoveName = keyof typeof moves;
export const isMoveName = (text: string): text is MoveName => Object.hasOwn(moves, text);

/** The moves that a button can make from a stage, in the order of the table. */
export const movesFrom = (stage: Stage): readonly { readonly name: MoveName; readonly move: Move }[] =>
  (Object.keys(moves) as MoveName[])
    .map(name => ({ name, move: moves[name] as Move }))
    .filter(({ move }) => move.from === stage && !move.byDecision);

export type MoveConditions = { readonly isReady: boolean; readonly comment: string };

/** The stage an item comes to, or every reason why the move cannot be made. */
export const makeMove = (stage: Stage, name: MoveName, conditions: MoveConditions): Outcome<Stage> => {
  const move: Move = moves[name];
  if (move.from !== stage) return failed({ field: '', text: sv.stage.elsewhere(stage) });
  const problems: FieldError[] = [];
  if (move.mustBeReady && !conditions.isReady) problems.push({ field: '', text: sv.stage.notReady });
  if (move.commentNeeded && conditions.comment.trim() === '') {
    problems.push({ field: 'comment', text: sv.stage.commentMissing });
  }
  return problems.length > 0 ? failed(...problems) : ok(move.to);
};
