import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { expect, it } from 'vitest';
import { estimate } from '#statistics/estimate.ts';
import type { EstimateSpec } from '#statistics/estimate-result.ts';
import type { Panel } from '#statistics/panel.ts';
import { createRandom } from '#statistics/random.ts';
import { drawAuthority, planned } from '../long/simulated-authority.ts';

const MOST_MILLISECONDS = 50;
const MOST_LOTTERY_SECONDS = 10;
const TIMES_FASTER = 10;

/** Schools × subjects × years: a small authority, a large one, and the largest that must answer at once. */
const sizes = [
  [20, 6, 8],
  [60, 12, 10],
  [160, 12, 10],
] as const;

const asked: readonly EstimateSpec[] = [
  { estimator: 'imputation', design: 'otherSchools' },
  { estimator: 'imputation', design: 'sameSchool' },
  { estimator: 'callawaySantAnna' },
  { estimator: 'sunAbraham', design: 'otherSchools' },
  { estimator: 'fixedEffects', design: 'otherSchools' },
  { estimator: 'fixedEffects', design: 'sameSchool' },
];

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const panelOf = ([schools, subjects, years]: (typeof sizes)[number]): Panel =>
  drawAuthority(
    {
      ...{ schools, subjects, years, posts: Math.round(schools * subjects * 0.25), variances: planned },
      ...{ effect: 0.03, effectSpread: 0.02, firstYear: 0.6, starts: [3, years - 2] },
    },
    createRandom(20_180_117),
  ).panel;

/** Milliseconds: the median of as many runs as fit in a second and a half, at least five. */
const timeOf = (panel: Panel, spec: EstimateSpec): number => {
  const times: number[] = [];
  const began = performance.now();
  while (times.length < 5 || (times.length < 15 && performance.now() - began < 1500)) {
    const started = performance.now();
    estimate(panel, { weights: 'n', inference: ['cr1', 'cv3'], ...spec });
    times.push(performance.now() - started);
  }
  return median(times);
};

const writeCells = (panel: Panel, file: string): void => {
  const lines = ['unit,school,subject,time,start,n,sum'];
  for (let i = 0; i < panel.cells; i += 1) {
    const u = panel.unit[i] ?? 0;
    const [n, start] = [panel.pupils[i] ?? 0, panel.start[u] ?? 0];
    const place = [
      panel.unitNames[u],
      panel.unitCluster[u],
      panel.unitSubject[u],
      panel.times[panel.time[i] ?? 0],
    ];
    lines.push([...place, Number.isFinite(start) ? start : 0, n, n * (panel.mean[i] ?? 0)].join(','));
  }
  fs.writeFileSync(file, lines.join('\n'));
};

/** What R takes for the same cells: estimator, what does it there, milliseconds. */
const timesInR = (
  panel: Panel,
): readonly (readonly [estimator: string, by: string, milliseconds: number])[] => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'samsyn-bench-'));
  const file = path.join(folder, 'cells.csv');
  writeCells(panel, file);
  const script = path.join(import.meta.dirname, 'estimate.R');
  const { stdout, stderr, status } = spawnSync('Rscript', [script, file], { encoding: 'utf8' });
  fs.rmSync(folder, { recursive: true });
  if (status !== 0) throw new Error(`R stopped: ${stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map(line => {
      const [estimator = '', by = '', seconds = ''] = line.split('\t');
      return [estimator, by, 1000 * Number(seconds)] as const;
    });
};

const hasR = spawnSync('Rscript', ['--version']).status === 0;
const shown = (milliseconds: number): string => `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`;
const asTable = (rows: readonly (readonly string[])[]): string =>
  rows.map(row => `| ${row.join(' | ')} |`).join('\n');

it('estimates, with clustered and jackknife errors', () => {
  const rows = [['estimator', 'design', 'cells', 'samsyn', `bar ${MOST_MILLISECONDS} ms`]];
  for (const size of sizes) {
    const panel = panelOf(size);
    for (const spec of asked) {
      const time = timeOf(panel, spec);
      expect(time).toBeGreaterThan(0);
      const { estimator = '', design = '' } = spec;
      const reached = time <= MOST_MILLISECONDS ? 'reached' : 'not reached';
      rows.push([estimator, design, String(panel.cells), shown(time), reached]);
    }
  }
  console.log(asTable(rows));
}, 300_000);

it('runs 9,999 lotteries on 7,200 cells', () => {
  const panel = panelOf(sizes[1]);
  const rows = [['estimator', 'design', 'statistic', 'samsyn', `bar ${MOST_LOTTERY_SECONDS} s`]];
  for (const spec of asked) {
    // What takes minutes is told from fewer draws: the time goes with their number.
    const draws = spec.design === 'sameSchool' || spec.estimator === 'sunAbraham' ? 99 : 9_999;
    const started = performance.now();
    estimate(panel, { weights: 'n', ...spec, inference: ['randomization'], randomization: { draws } });
    const seconds = (((performance.now() - started) / 1000) * 9_999) / draws;
    const told = `${seconds.toFixed(1)} s${draws < 9_999 ? ` (from ${draws} draws)` : ''}`;
    const { estimator = '', design = '' } = spec;
    rows.push([
      estimator,
      design,
      'studentised',
      told,
      seconds <= MOST_LOTTERY_SECONDS ? 'reached' : 'not reached',
    ]);
  }
  console.log(asTable(rows));
}, 900_000);

it.skipIf(!hasR)(
  'is timed beside R on the same cells',
  () => {
    const rows = [['estimator', 'cells', 'in R by', 'R', 'samsyn', `bar ${TIMES_FASTER} ×`]];
    for (const size of sizes.slice(0, 2)) {
      const panel = panelOf(size);
      for (const [estimator, by, milliseconds] of timesInR(panel)) {
        const spec = asked.find(one => one.estimator === estimator);
        if (!spec) throw new Error(`R timed ${estimator}, which is not asked for.`);
        const own = timeOf(panel, spec);
        const times = `${(milliseconds / own).toFixed(1)} ×`;
        const cells = String(panel.cells);
        rows.push([estimator, cells, by, shown(milliseconds), shown(own), times]);
      }
    }
    console.log(asTable(rows));
    console.log('R’s did and fixest are timed as well where they are installed; Debian has neither.');
  },
  900_000,
);

if (!hasR)
  console.log(
    'SKIPPED: R is not installed, so nothing is compared with it (Debian: r-base-core, r-cran-estimatr).',
  );
