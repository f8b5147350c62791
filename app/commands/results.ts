import { withScope } from '#app/database/index.ts';
import { type DueDisposal, deliveryTitle, disposeOfCells, listDueForDisposal } from '#app/results/index.ts';
import { systemClock } from '#app/shared/clock.ts';
import { holdsPersonalNumber } from '#app/shared/personal-number.ts';
import { chooseAuthority } from './authority.ts';
import { type Command, CommandProblem, dataOption, readArguments, say, withDatabase } from './command.ts';
import { deliverResults } from './deliver-results.ts';

const dueLine = ({ delivery, rule, dueOn }: DueDisposal): string =>
  `${dueOn}  ${rule}  ${deliveryTitle(delivery.scope)}, version ${delivery.version}, ${delivery.cellCount} celler`;

const retention = async (args: readonly string[]): Promise<number> => {
  const { values } = readArguments(args, {
    ...dataOption,
    authority: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    decision: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  const dryRun = values['dry-run'];
  const decision = values.decision?.trim() ?? '';
  if (!dryRun && decision === '')
    throw new CommandProblem(
      'Gallring sker efter beslut. Se vad som skulle gallras med --dry-run, eller ange beslutet med --decision, till exempel --decision "BUN 2026/14".',
    );
  if (holdsPersonalNumber(decision))
    throw new CommandProblem('Beslutet ser ut att innehålla ett personnummer. Ange diarienumret.');
  const today = systemClock.today();
  const due = await withDatabase(values.data, async database => {
    const authorityId = await chooseAuthority(database, values.authority);
    return withScope(
      database,
      { authorityId, personId: null },
      tx => (dryRun ? listDueForDisposal(tx, today) : disposeOfCells(tx, { decision, today })),
      { readOnly: dryRun },
    );
  });
  if (values.json) {
    say(
      JSON.stringify(
        { dryRun, due: due.map(one => ({ ...one.delivery.scope, ...one, delivery: one.delivery.id })) },
        null,
        2,
      ),
    );
    return 0;
  }
  for (const one of due) say(dueLine(one));
  const what = due.length === 1 ? 'inlämning' : 'inlämningar';
  say(
    dryRun
      ? `${due.length} ${what} har celler som ska gallras. Inget har ändrats.`
      : `Cellerna i ${due.length} ${what} är gallrade.`,
  );
  return 0;
};

const parts: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  deliver: deliverResults,
  retention,
};

export const resultsCommand: Command = {
  name: 'results',
  usage:
    'samsyn results retention --dry-run | --decision "BUN 2026/14" [--json] [--authority NAMN] [--data MAPP]',
  about: 'Visar eller gallrar celler som har stått så länge som de ska.',
  run: async ([part = '', ...args]) => {
    const run = Object.hasOwn(parts, part) ? parts[part] : undefined;
    if (!run)
      throw new CommandProblem(`Skriv vad som ska göras med resultat: ${Object.keys(parts).join(', ')}.`);
    return run(args);
  },
};
