/**
 * What `npm run mutation` changes, which tests it asks, and everything an answer rests on. An answer is kept under a name that
 * changes with any of it, so that what was answered of other sources, tests or tools is never counted.
 */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';

export const root = path.join(import.meta.dirname, '..');
const results = path.join(root, 'out/mutation');

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

export const sources: readonly string[] = fs
  .readdirSync(path.join(root, 'statistics'))
  .filter(name => name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(name) && !notMutated.includes(name))
  .map(name => name.slice(0, -'.ts'.length))
  .toSorted();

const isTested = (name: string): boolean => fs.existsSync(path.join(root, `statistics/${name}.test.ts`));

export const testsOf = (source: string): string[] => {
  const told = [source, ...(checkedBy[source] ?? [])].filter(isTested);
  return (told.length > 0 ? told : estimating).map(name => `statistics/${name}.test.ts`);
};

/** What every answer rests on besides sources and tests: how tests are run, and what is computed in R. */
const always = [
  'package-lock.json',
  'stryker.config.json',
  'scripts/mutation.config.ts',
  'tests/chance.ts',
  'statistics/reference',
  '../shared/reference',
];

const imports = /from '(\.[^']+)'/g;

/** A file and all it imports, or all that lies in a folder; what is not there (R's published cases) is left out. */
const gather = (file: string, into: Set<string>): void => {
  if (into.has(file) || !fs.existsSync(file)) return;
  if (fs.statSync(file).isDirectory()) {
    for (const name of fs.readdirSync(file)) gather(path.join(file, name), into);
    return;
  }
  into.add(file);
  if (!file.endsWith('.ts')) return;
  for (const [, to = ''] of fs.readFileSync(file, 'utf8').matchAll(imports))
    gather(path.join(path.dirname(file), to), into);
};

/** Where the answers about a source stand, as it, all it is tested by, and all that these import are now. */
export const answersOf = (source: string): string => {
  const files = new Set<string>();
  for (const name of [`statistics/${source}.ts`, ...testsOf(source), ...always])
    gather(path.join(root, name), files);
  const digest = createHash('sha256').update(`${process.version} ${testsOf(source).join(' ')}`);
  // By their place in the project, so that an answer is the same wherever the project lies.
  for (const name of [...files].map(file => path.relative(root, file)).toSorted())
    digest.update(`\0${name}\0`).update(fs.readFileSync(path.join(root, name)));
  return path.join(results, `${source}.${digest.digest('hex').slice(0, 16)}.jsonl`);
};
