import {
  type DueDisposal,
  deliveryTitle,
  disposeOfCells,
  listDueForDisposal,
  retentionYears,
} from '#app/results/index.ts';
import { type Command, CommandProblem } from './command.ts';
import { deliverResults } from './deliver-results.ts';
import { runRetention } from './retention.ts';

const wordFor = (count: number): string => (count === 1 ? 'inlämning' : 'inlämningar');

const dueLine = ({ delivery, rule, dueOn }: DueDisposal): string =>
  `${dueOn}  ${rule}  ${deliveryTitle(delivery.scope)}, version ${delivery.version}, ${delivery.cellCount} celler`;

const retention = (args: readonly string[]): Promise<number> =>
  runRetention(args, {
    years: retentionYears,
    list: listDueForDisposal,
    dispose: disposeOfCells,
    lineOf: dueLine,
    jsonOf: one => ({ ...one.delivery.scope, ...one, delivery: one.delivery.id }),
    listed: count => `${count} ${wordFor(count)} har celler som ska gallras. Inget har ändrats.`,
    done: count => `Cellerna i ${count} ${wordFor(count)} är gallrade.`,
  });

const parts: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  deliver: deliverResults,
  retention,
};

export const resultsCommand: Command = {
  name: 'results',
  usage:
    'samsyn results retention --dry-run | --decision "BUN 2026/14" [--years gällande=15] [--json] [--authority NAMN] [--data MAPP]',
  about: `Visar eller gallrar celler som har stått så länge som de ska: ${Object.entries(retentionYears)
    .map(([rule, years]) => `${rule} i ${years} år`)
    .join(', ')}. Med --years anges andra år, som huvudmannens plan för sina handlingar säger.`,
  run: async ([part = '', ...args]) => {
    const run = Object.hasOwn(parts, part) ? parts[part] : undefined;
    if (!run)
      throw new CommandProblem(`Skriv vad som ska göras med resultat: ${Object.keys(parts).join(', ')}.`);
    return run(args);
  },
};
