/**
 * `npm run mutation [-- source …]`: changes one thing at a time in `statistics/` and asks whether any test notices
 * (Stryker). One source at a time, one process; what has been answered of the same source and tests is not asked again. Many
 * hours for all.
 *
 * `npm run mutation -- --draw N [--seed S] [source …]`: only N of the changes, drawn by lot, and from them the score of them all with
 * its 95 % interval. `--report` tries nothing and tells what is answered. With UPDATE_DOCS=1 a draw from all sources, all of it
 * answered, is written into the page on the effect engine.
 */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { tell } from '../tests/measured.ts';
import { answersAbout, drawMutants, mutantsOf, placeOf, wilson } from './mutants.ts';
import { answersOf, root, sources, testsOf } from './mutation-sources.ts';

const LEAST_SCORE = 90;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    draw: { type: 'string' },
    seed: { type: 'string', default: '20180117' },
    report: { type: 'boolean', default: false },
  },
});
const [draw, seed] = [Number(values.draw ?? Number.POSITIVE_INFINITY), Number(values.seed)];
const unknown = positionals.filter(name => !sources.includes(name));
if (unknown.length > 0 || !(draw >= 1) || !Number.isInteger(seed)) {
  console.error(
    'npm run mutation -- [--draw N] [--seed S] [--report] [source in statistics/, without .ts …]',
  );
  process.exit(2);
}

/** Tests read what R computed beside the project; what is changed stands elsewhere, and finds it through a link. */
const linkShared = (folder: string): void => {
  const shared = path.join(root, '../shared');
  if (!fs.existsSync(shared)) return;
  fs.mkdirSync(folder, { recursive: true });
  const link = path.join(folder, 'shared');
  if (!fs.existsSync(link)) fs.symlinkSync(fs.realpathSync(shared), link);
};

/** A change's place as Stryker reads it: columns from 0. */
const rangeOf = (source: string, name: string): string => {
  const { start, end } = placeOf(name);
  return `statistics/${source}.ts:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`;
};

/** Tries those of the changes that nothing has been answered about. */
const mutate = (source: string, names: readonly string[]): void => {
  const answered = answersAbout(source);
  const left = names.filter(name => !answered.has(name));
  if (left.length === 0) return;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `samsyn-mutation-${source}-`));
  linkShared(folder);
  const asked = path.join(folder, 'asked.json');
  fs.writeFileSync(asked, JSON.stringify(left));
  const answers = answersOf(source);
  fs.mkdirSync(path.dirname(answers), { recursive: true });
  const tests = testsOf(source);
  console.log(`\n== ${source}, ${left.length} of ${names.length}: ${tests.join(' ')}`);
  const { status } = spawnSync(
    'nice',
    [
      ...['-n', '19', 'stryker', 'run', '--mutate', left.map(name => rangeOf(source, name)).join(',')],
      ...['--checkers', 'asked', '--tempDirName', folder],
    ],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        MUTATION_TESTS: tests.join(','),
        MUTATION_SOURCE: source,
        MUTATION_ASKED: asked,
        MUTATION_ANSWERS: answers,
      },
    },
  );
  fs.rmSync(folder, { recursive: true, force: true });
  if (status === 0) return;
  console.error(`Stryker stopped at ${source}.`);
  process.exitCode = 1;
};

type Count = { killed: number; byClock: number; survived: number; failed: number; untried: number };

/** How the changes fared. What could not be run at all says nothing about the tests, and is not counted. */
const countOf = (source: string, names: readonly string[]): Count => {
  const answered = answersAbout(source);
  const count = { killed: 0, byClock: 0, survived: 0, failed: 0, untried: 0 };
  for (const name of names) {
    const answer = answered.get(name);
    if (answer === undefined) count.untried += 1;
    else if (answer.status === 'Killed') count.killed += 1;
    else if (answer.status === 'Timeout') count[answer.reason ? 'killed' : 'byClock'] += 1;
    else if (['Survived', 'NoCoverage'].includes(answer.status)) count.survived += 1;
    else count.failed += 1;
  }
  return count;
};

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const lineOf = (title: string, { killed, byClock, survived, failed, untried }: Count): string => {
  const noticed = killed + byClock;
  const asides = [
    ...(byClock > 0 ? [`${byClock} by the clock`] : []),
    ...(failed > 0 ? [`${failed} could not be run`] : []),
    ...(untried > 0 ? [`${untried} not tried`] : []),
  ];
  const score = noticed + survived > 0 ? percent(noticed / (noticed + survived)) : '–';
  return `${title.padEnd(26)} ${String(noticed + survived).padStart(5)}  ${score.padStart(7)}  ${asides.join(', ')}`;
};

const all = new Map<string, string[]>();
for (const source of positionals.length > 0 ? positionals : sources) all.set(source, await mutantsOf(source));
const drawn = drawMutants(all, draw, seed);
const wanted = [...all.keys()].map(source => [source, drawn.get(source) ?? []] as const);
if (!values.report) for (const [source, names] of wanted) mutate(source, names);

const counts = wanted.map(([source, names]) => ({ source, count: countOf(source, names) }));
const total = { killed: 0, byClock: 0, survived: 0, failed: 0, untried: 0 };
for (const { source, count } of counts) {
  console.log(lineOf(source, count));
  for (const key of Object.keys(total) as (keyof Count)[]) total[key] += count[key];
}
console.log(lineOf(positionals.length > 0 ? 'these' : 'statistics/', total));
const noticed = total.killed + total.byClock;
const tried = noticed + total.survived;
const changes = [...all.values()].reduce((sum, names) => sum + names.length, 0);
if (values.draw !== undefined && total.untried === 0 && tried > 0) {
  const [low, high] = wilson(noticed, tried);
  const interval = `${percent(low)}–${percent(high)}`;
  console.log(
    `of ${changes} changes, seed ${seed}: ${percent(noticed / tried)}, 95 % interval ${interval} (Wilson)`,
  );
  if (positionals.length === 0)
    tell('mutation', `seed ${seed}`, [
      {
        what: 'changes that a test notices',
        setting: `drawn from ${changes} in ${all.size} sources; 95 % interval ${interval}`,
        draws: tried,
        figure: percent(noticed / tried),
        bar: `≥ ${LEAST_SCORE} %`,
      },
    ]);
}
if (noticed < (LEAST_SCORE / 100) * tried) process.exitCode = 1;
