import { type Scoped, withScope } from '#app/database/index.ts';
import { systemClock } from '#app/shared/clock.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { holdsPersonalNumber } from '#app/shared/personal-number.ts';
import { chooseAuthority } from './authority.ts';
import { CommandProblem, dataOption, readArguments, say, withDatabase } from './command.ts';

type YearsByRule = Readonly<Record<string, number>>;

/** 'gällande=10' and its like, over the years that hold otherwise. */
export const readYears = <Years extends YearsByRule>(asked: readonly string[], known: Years): Years => {
  const rules = Object.keys(known);
  const changed = asked.map(text => {
    const [, rule = '', years = ''] = /^(.+)=(\d{1,3})$/.exec(text) ?? [];
    if (!rules.includes(rule) || Number(years) < 1)
      throw new CommandProblem(
        rules.length === 0
          ? 'Här går det inte att ange --years: hur länge det bevaras står i rutinen.'
          : `--years ska vara en regel och minst ett år, som ${rules.map(one => `${one}=${known[one]}`).join(' eller ')}, inte ”${text}”.`,
      );
    return [rule, Number(years)] as const;
  });
  return { ...known, ...Object.fromEntries(changed) };
};

/** What a room lets be disposed of, and how it is told. */
export type Retention<Due, Years extends YearsByRule> = {
  /** How long each rule keeps what it is about, where the authority's own plan may say otherwise. */
  readonly years: Years;
  readonly list: (
    tx: Scoped,
    on: { readonly today: IsoDate; readonly years: Years },
  ) => Promise<readonly Due[]>;
  readonly dispose: (
    tx: Scoped,
    by: { readonly decision: string; readonly today: IsoDate; readonly years: Years },
  ) => Promise<readonly Due[]>;
  readonly lineOf: (due: Due) => string;
  readonly jsonOf: (due: Due) => unknown;
  readonly listed: (count: number) => string;
  readonly done: (count: number) => string;
};

/** Shows what is due for disposal, or disposes of it by a decision that is named. */
export const runRetention = async <Due, Years extends YearsByRule>(
  args: readonly string[],
  { years: known, list, dispose, lineOf, jsonOf, listed, done }: Retention<Due, Years>,
): Promise<number> => {
  const { values } = readArguments(args, {
    ...dataOption,
    authority: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    decision: { type: 'string' },
    years: { type: 'string', multiple: true, default: [] },
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
  const years = readYears(values.years, known);
  const today = systemClock.today();
  const due = await withDatabase(values.data, async database => {
    const authorityId = await chooseAuthority(database, values.authority);
    return withScope(
      database,
      { authorityId, personId: null },
      tx => (dryRun ? list(tx, { today, years }) : dispose(tx, { decision, today, years })),
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
