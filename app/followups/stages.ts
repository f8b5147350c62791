import { type FieldError, failed, type Outcome, ok } from '#app/shared/outcome.ts';
import type { Action } from '#app/shared/permission.ts';
import { sv } from './sv.ts';

/** Where a follow-up stands. */
export const stages = [
  'pågår',
  'öppnad',
  'klarmarkerad',
  'godkänd av rektor',
  'mottagen av huvudman',
  'inställd',
] as const;
export type Stage = (typeof stages)[number];

/** Both have handed in: each may read the other. */
export const openStages: readonly Stage[] = [
  'öppnad',
  'klarmarkerad',
  'godkänd av rektor',
  'mottagen av huvudman',
];
/** Upprättad: written to stand publicity, and kept as it stood. */
export const finalisedStages: readonly Stage[] = ['godkänd av rektor', 'mottagen av huvudman'];
export const isOpen = (stage: Stage): boolean => openStages.includes(stage);
export const isFinalised = (stage: Stage): boolean => finalisedStages.includes(stage);

/** What a document is to the outside: arbetsmaterial, delat mellan parterna, or upprättat. */
export const documentStates = ['utkast', 'delad', 'upprättad'] as const;
export type DocumentState = (typeof documentStates)[number];
export const documentState = (stage: Stage): DocumentState =>
  isFinalised(stage) ? 'upprättad' : isOpen(stage) ? 'delad' : 'utkast';

export type Move = {
  readonly from: readonly Stage[];
  readonly to: Stage;
  /** What it takes to make the move. */
  readonly action: Action;
  readonly label: string;
  /** What is said when it has been made. */
  readonly done: string;
  /** The agreed rating must be whole. */
  readonly mustBeAgreed: boolean;
  readonly reasonNeeded: boolean;
  /** The follow-up is kept as it stands at this moment. */
  readonly finalises: boolean;
};

const plain = { mustBeAgreed: false, reasonNeeded: false, finalises: false };

/** The one table of what may be done with a follow-up, and what it then becomes. Handing in opens it: see `rating.ts`. */
export const moves = {
  markReady: {
    ...plain,
    ...sv.moves.markReady,
    from: ['öppnad'],
    to: 'klarmarkerad',
    action: 'agreeFollowUp',
    mustBeAgreed: true,
  },
  returnToTalk: {
    ...plain,
    ...sv.moves.returnToTalk,
    from: ['klarmarkerad'],
    to: 'öppnad',
    action: 'agreeFollowUp',
    reasonNeeded: true,
  },
  approve: {
    ...plain,
    ...sv.moves.approve,
    from: ['klarmarkerad'],
    to: 'godkänd av rektor',
    action: 'approveFollowUp',
    mustBeAgreed: true,
    finalises: true,
  },
  receive: {
    ...plain,
    ...sv.moves.receive,
    from: ['godkänd av rektor'],
    to: 'mottagen av huvudman',
    action: 'receiveFollowUp',
  },
  reopen: {
    ...plain,
    ...sv.moves.reopen,
    from: ['godkänd av rektor', 'mottagen av huvudman'],
    to: 'öppnad',
    action: 'reopenFollowUp',
    reasonNeeded: true,
  },
  callOff: {
    ...plain,
    ...sv.moves.callOff,
    from: ['pågår'],
    to: 'inställd',
    action: 'callOffFollowUp',
    reasonNeeded: true,
  },
  resume: {
    ...plain,
    ...sv.moves.resume,
    from: ['inställd'],
    to: 'pågår',
    action: 'callOffFollowUp',
    reasonNeeded: true,
  },
} as const satisfies Record<string, Move>;

export type MoveName = keyof typeof moves;
export const isMoveName = (text: string): text is MoveName => Object.hasOwn(moves, text);

/** The moves from a stage, in the order of the table. */
export const movesFrom = (stage: Stage): readonly { readonly name: MoveName; readonly move: Move }[] =>
  (Object.keys(moves) as MoveName[])
    .map(name => ({ name, move: moves[name] as Move }))
    .filter(({ move }) => move.from.includes(stage));

export type MoveConditions = { readonly missing: readonly FieldError[]; readonly reason: string };

/** The stage a follow-up comes to, or every reason why the move cannot be made. */
export const makeMove = (
  stage: Stage,
  name: MoveName,
  { missing, reason }: MoveConditions,
): Outcome<Stage> => {
  const move: Move = moves[name];
  if (!move.from.includes(stage)) return failed({ field: '', text: sv.stage.elsewhere(stage) });
  const problems: FieldError[] = [
    ...(move.mustBeAgreed ? missing : []),
    ...(move.reasonNeeded && reason.trim() === '' ? [{ field: 'reason', text: sv.stage.reasonMissing }] : []),
  ];
  return problems.length > 0 ? failed(...problems) : ok(move.to);
};
