/**
 * `npm run mutation [-- source …]`: changes one thing at a time in `statistics/` and asks whether any test notices
 * (Stryker). One source at a time, one process, incremental: what has not changed is not tried again. Hours the first time.
 */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const results = path.join(root, 'out/mutation');
const LEAST_SCORE = 90;

/** Left out: doors and texts hold nothing that computes, and fixtures are tests. */
const notMutated = ['index.ts', 'sv.ts', 'tables.ts'];

/** What checks a source that has no test of its own and is not named below. */
const estimating: readonly string[] = [
  'estimate-without-school',
  'estimate-dense',
  'estimate-oracle',
  'estimate-invariance',
  'leaving-out',
  'estimate-reference',
];

/**
 * What checks a source besides the test beside it, the quickest first. Few, since every change that nothing notices runs them
 * all.
 */
const checkedBy: Readonly<Record<string, readonly string[]>> = {
  absorption: estimating,
  'bias-reduced': ['estimate', 'estimate-dense', 'estimate-reference'],
  'callaway-cohorts': ['callaway-santanna', 'quick-roads', 'lottery-of-starts', 'estimate-without-school'],
  'callaway-lottery': ['quick-roads', 'lottery-of-starts'],
  'callaway-santanna': [
    'callaway-adjusted',
    'lottery-of-starts',
    'estimate-without-school',
    'estimate-reference',
  ],
  'callaway-without-one': ['callaway-santanna', 'estimate-without-school', 'callaway-adjusted'],
  'cluster-groups': ['leaving-out'],
  compress: ['compress-reading'],
  covariates: ['panel-covariates', ...estimating, 'estimate'],
  distributions: ['mde', 'evidence'],
  estimate: ['estimate-without-school'],
  'estimate-effects': [
    'quick-roads',
    'estimate',
    'imputation',
    'lottery-of-starts',
    'callaway-santanna',
    'estimate-reference',
  ],
  'estimate-regression': ['estimate', 'sun-abraham', 'lottery-of-starts', 'estimate-oracle'],
  'estimate-result': ['estimate'],
  imputation: ['quick-roads', 'panel-covariates', 'lottery-of-starts', 'estimate-without-school'],
  'imputation-error': ['imputation', 'lottery-of-starts', 'estimate-without-school'],
  'imputation-lottery': ['quick-roads', 'lottery-of-starts', 'randomization'],
  'imputation-school-lottery': ['quick-roads', 'lottery-of-starts', 'randomization'],
  'mde-estimator': ['mde-placebo'],
  'mde-gains': ['planning'],
  'mde-trial': ['mde'],
  panel: ['panel-reading'],
  'phase-in': ['planning'],
  'pool-like-metafor': ['pool'],
  'pool-sums': ['pool', 'pool-posterior'],
  'pre-trend-power': ['planning'],
  problem: ['panel-values'],
  reduction: [...estimating, 'quick-roads', 'lottery-of-starts'],
  'sun-abraham': ['estimate-without-school', 'lottery-of-starts'],
  'sun-abraham-lottery': ['quick-roads', 'lottery-of-starts', 'randomization'],
};

const sources = fs
  .readdirSync(path.join(root, 'statistics'))
  .filter(name => name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(name) && !notMutated.includes(name))
  .map(name => name.slice(0, -'.ts'.length));

const isTested = (name: string): boolean => fs.existsSync(path.join(root, `statistics/${name}.test.ts`));

const testsOf = (source: string): string[] => {
  const told = [source, ...(checkedBy[source] ?? [])].filter(isTested);
  return (told.length > 0 ? told : estimating).map(name => `statistics/${name}.test.ts`);
};

type Mutant = { readonly status: string; readonly static?: boolean };
type Report = { readonly files: Readonly<Record<string, { mutants: readonly Mutant[] }>> };

/** Killed (or ended by the clock) of those that could be tried. */
const countOf = (file: string): { killed: number; all: number } => {
  const report = JSON.parse(fs.readFileSync(file, 'utf8')) as Report;
  const statuses = Object.values(report.files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const having = (...wanted: string[]): number => statuses.filter(status => wanted.includes(status)).length;
  const killed = having('Killed', 'Timeout');
  return { killed, all: killed + having('Survived', 'NoCoverage') };
};

/** Stryker does not ask new tests about a change of what is computed once, when the source is loaded: those are tried again. */
const forgetUnasked = (file: string): void => {
  if (!fs.existsSync(file)) return;
  const report = JSON.parse(fs.readFileSync(file, 'utf8')) as Report;
  for (const one of Object.values(report.files))
    one.mutants = one.mutants.filter(mutant => mutant.status === 'Killed' || mutant.static !== true);
  fs.writeFileSync(file, JSON.stringify(report));
};

/** Tests read what R computed beside the project; what is changed stands elsewhere, and finds it through a link. */
const linkShared = (folder: string): void => {
  const shared = path.join(root, '../shared');
  if (!fs.existsSync(shared)) return;
  fs.mkdirSync(folder, { recursive: true });
  const link = path.join(folder, 'shared');
  if (!fs.existsSync(link)) fs.symlinkSync(fs.realpathSync(shared), link);
};

const mutate = (source: string): void => {
  const folder = path.join(os.tmpdir(), `samsyn-mutation-${source}`);
  linkShared(folder);
  forgetUnasked(path.join(results, `${source}.json`));
  const tests = testsOf(source);
  console.log(`\n== ${source}: ${tests.join(' ')}`);
  const { status } = spawnSync(
    'nice',
    [
      ...['-n', '19', 'stryker', 'run', '--mutate', `statistics/${source}.ts`],
      ...['--incrementalFile', path.join(results, `${source}.json`)],
      ...['--tempDirName', folder],
    ],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, MUTATION_TESTS: tests.join(',') },
    },
  );
  if (status !== 0) {
    console.error(`Stryker stopped at ${source}.`);
    process.exitCode = 1;
  }
};

fs.mkdirSync(results, { recursive: true });
const asked = process.argv.slice(2).filter(argument => !argument.startsWith('--'));
for (const source of asked.length > 0 ? asked : sources)
  if (!process.argv.includes('--report')) mutate(source);

const rows = sources.flatMap(source => {
  const file = path.join(results, `${source}.json`);
  return fs.existsSync(file) ? [{ source, ...countOf(file) }] : [];
});
const share = ({ killed, all }: { killed: number; all: number }): string =>
  all === 0 ? '–' : `${((100 * killed) / all).toFixed(1)} %`;
for (const row of rows) console.log(`${row.source.padEnd(24)} ${String(row.all).padStart(5)}  ${share(row)}`);
const total = rows.reduce((sum, row) => ({ killed: sum.killed + row.killed, all: sum.all + row.all }), {
  killed: 0,
  all: 0,
});
console.log(
  `${'statistics/'.padEnd(24)} ${String(total.all).padStart(5)}  ${share(total)} (bar ${LEAST_SCORE} %)`,
);
const untried = sources.filter(source => !rows.some(row => row.source === source));
if (untried.length > 0) console.log(`not tried yet: ${untried.join(', ')}`);
if (total.killed < (LEAST_SCORE / 100) * total.all) process.exitCode = 1;
