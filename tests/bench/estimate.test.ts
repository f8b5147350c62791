import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { estimate } from '#statistics/estimate.ts';
import type { EstimateSpec } from '#statistics/estimate-result.ts';
import type { Panel } from '#statistics/panel.ts';
import { createRandom } from '#statistics/random.ts';
import { drawAuthority, planned } from '../long/simulated-authority.ts';
import { type Measured, median, tell } from '../measured.ts';

const MOST_MILLISECONDS = 50;
const MOST_LOTTERY_SECONDS = 10;
const TIMES_FASTER = 10;
const LOTTERIES = 9_999;

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
  { estimator: 'sunAbraham', design: 'sameSchool' },
  { estimator: 'fixedEffects', design: 'otherSchools' },
  { estimator: 'fixedEffects', design: 'sameSchool' },
];

const panelOf = ([schools, subjects, years]: (typeof sizes)[number]): Panel =>
  drawAuthority(
    {
      ...{ schools, subjects, years, posts: Math.round(schools * subjects * 0.25), variances: planned },
      ...{ effect: 0.03, effectSpread: 0.02, firstYear: 0.6, starts: [3, years - 2] },
    },
    createRandom(20_180_117),
  ).panel;

/** Milliseconds of the processor, so that other work on the machine shows less than on the wall's clock. */
const millisecondsOf = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

/** The median of fifteen runs, after two that warm up. */
const timeOf = (panel: Panel, spec: EstimateSpec): { milliseconds: number; runs: number } => {
  const run = () => estimate(panel, { weights: 'n', inference: ['cr1', 'cv3'], ...spec });
  run();
  run();
  const times = Array.from({ length: 15 }, () => millisecondsOf(run));
  return { milliseconds: median(times), runs: times.length };
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
const shown = (milliseconds: number): string => `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`;
const nameOf = ({ estimator, design }: EstimateSpec): string =>
  [estimator, design].filter(Boolean).join(', ');
const cellsOf = (panel: Panel): string => `${panel.cells} cells`;

const measured: Measured[] = [];
afterAll(() => tell('speed', 'median time of the processor', measured));

it('estimates, with clustered and jackknife errors', () => {
  for (const size of sizes) {
    const panel = panelOf(size);
    for (const spec of asked) {
      const { milliseconds, runs } = timeOf(panel, spec);
      expect(milliseconds).toBeGreaterThan(0);
      measured.push({
        ...{ what: nameOf(spec), setting: cellsOf(panel), draws: runs },
        ...{ figure: shown(milliseconds), bar: `${MOST_MILLISECONDS} ms` },
      });
    }
  }
}, 300_000);

it('draws lotteries on 7,200 cells', () => {
  const panel = panelOf(sizes[1]);
  for (const spec of asked) {
    const milliseconds = millisecondsOf(() => {
      const randomization = { draws: LOTTERIES };
      estimate(panel, { weights: 'n', ...spec, inference: ['randomization'], randomization });
    });
    measured.push({
      ...{ what: `${LOTTERIES} lotteries: ${nameOf(spec)}`, setting: cellsOf(panel), draws: LOTTERIES },
      ...{ figure: `${(milliseconds / 1000).toFixed(1)} s`, bar: `${MOST_LOTTERY_SECONDS} s` },
    });
  }
}, 900_000);

it.skipIf(!hasR)(
  'is timed beside R on the same cells',
  () => {
    for (const size of sizes.slice(0, 2)) {
      const panel = panelOf(size);
      for (const [estimator, by, milliseconds] of timesInR(panel)) {
        const spec = asked.find(one => one.estimator === estimator);
        if (!spec) throw new Error(`R timed ${estimator}, which is not asked for.`);
        const times = milliseconds / timeOf(panel, spec).milliseconds;
        measured.push({
          ...{ what: `R, ${estimator}: ${by}`, setting: cellsOf(panel), draws: 3 },
          ...{ figure: `${shown(milliseconds)}, ${times.toFixed(0)} × ours`, bar: `${TIMES_FASTER} ×` },
        });
      }
    }
  },
  900_000,
);

if (!hasR)
  console.log(
    'SKIPPED: R is not installed, so nothing is timed beside it (Debian: r-base-core, r-cran-estimatr).',
  );
