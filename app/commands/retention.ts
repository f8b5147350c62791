import { type Scoped, withScope } from '#app/database/index.ts';
import { systemClock } from '#app/shared/clock.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { holdsPersonalNumber } from '#app/shared/personal-number.ts';
import { chooseAuthority } from './authority.ts';
import { CommandProblem, dataOption, readArguments, say, withDatabase } from './command.ts';

/** What a room lets be disposed of, and how it is told. */
export type Retention<Due> = {
  readonly list: (tx: Scoped, today: IsoDate) => Promise<readonly Due[]>;
  readonly dispose: (
    tx: Scoped,
    by: { readonly decision: string; readonly today: IsoDate },
  ) => Promise<readonly Due[]>;
  readonly lineOf: (due: Due) => string;
  readonly jsonOf: (due: Due) => unknown;
  readonly listed: (count: number) => string;
  readonly done: (count: number) => string;
};

/** Shows what is due for disposal, or disposes of it by a decision that is named. */
export const runRetention = async <Due>(
  args: readonly string[],
  { list, dispose, lineOf, jsonOf, listed, done }: Retention<Due>,
): Promise<number> => {
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
      tx => (dryRun ? list(tx, today) : dispose(tx, { decision, today })),
      { readOnly: dryRun },
    );
  });
  if (values.json) {
    say(JSON.stringify({ dryRun, due: due.map(jsonOf) }, null, 2));
    return 0;
  }
  for (const one of due) say(lineOf(one));
  say(dryRun ? listed(due.length) : done(due.length));
  return 0;
};
