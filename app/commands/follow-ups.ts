import {
  type DueEvidence,
  disposeOfEvidence,
  EVIDENCE_YEARS,
  listEvidenceDue,
} from '#app/followups/index.ts';
import { type Command, CommandProblem } from './command.ts';
import { runRetention } from './retention.ts';

const pieces = (count: number): string => (count === 1 ? '1 underlag' : `${count} underlag`);
const assignments = (count: number): string => (count === 1 ? '1 uppdrag' : `${count} uppdrag`);

const dueLine = ({ dueOn, evidenceIds, assignmentId }: DueEvidence): string =>
  `${dueOn}  ${pieces(evidenceIds.length)}  uppdrag ${assignmentId}`;

export const followUpsCommand: Command = {
  name: 'follow-ups',
  usage:
    'samsyn follow-ups retention --dry-run | --decision "BUN 2026/14" [--json] [--authority NAMN] [--data MAPP]',
  about: `Visar eller gallrar det som står skrivet om underlag till uppdrag som upphörde för minst ${EVIDENCE_YEARS} år sedan.`,
  run: async ([part = '', ...args]) => {
    if (part !== 'retention')
      throw new CommandProblem('Skriv vad som ska göras med uppföljningar: retention.');
    return runRetention(args, {
      years: {},
      list: (tx, { today }) => listEvidenceDue(tx, today),
      dispose: disposeOfEvidence,
      lineOf: dueLine,
      jsonOf: one => one,
      listed: count => `Underlag till ${assignments(count)} ska gallras. Inget har ändrats.`,
      done: count => `Texten om underlag till ${assignments(count)} är gallrad.`,
    });
  },
};
