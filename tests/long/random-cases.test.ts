import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type EstimateResult,
  type EstimateSpec,
  estimate,
  type PoolingMethod,
  pool,
  readPanel,
  StatisticsProblem,
} from '#statistics/index.ts';
import { columnsOf, type Row, rowsOf } from '#statistics/panel.fixture.ts';
import { createRandom } from '#statistics/random.ts';

/*
 * Panels that nobody has seen, estimated here and by R on the same pupils. Everything real panels have: missing years, schools
 * with one unit, cohorts with one unit, cells with one pupil, posts from the first year, schools where everyone gets a post.
 */

const CASES = 200;
const designs = ['unitTime', 'otherSchools', 'sameSchool'] as const;
const script = path.join(import.meta.dirname, 'random-cases.R');
const poolScript = path.join(import.meta.dirname, 'random-pools.R');
const hasR = spawnSync('Rscript', ['-e', 'library(sandwich); library(clubSandwich)']).status === 0;
if (!hasR)
  console.log('SKIPPED: R with sandwich and clubSandwich is not installed, so nothing is compared with R.');

type Case = { readonly rows: readonly Row[]; readonly design: (typeof designs)[number] };

const pick = <Value>(values: readonly Value[], random: { below: (n: number) => number }): Value =>
  values[random.below(values.length)] as Value;

/** Writes a case as pupils and as cells, and keeps it as it is read here. */
const drawCase = (seed: number, folder: string): Case => {
  const random = createRandom(seed * 7919);
  const drawn = rowsOf({
    seed,
    schools: 4 + random.below(7),
    subjects: 1 + random.below(4),
    years: 4 + random.below(4),
    missing: pick([0, 0.1, 0.25], random),
    absent: pick([0, 0.3], random),
    posts: pick([0.3, 0.6, 0.9], random),
  });
  const early = random.below(3) === 0;
  const design = pick(designs, random);
  const pupils: string[] = ['unit,cluster,subject,time,start,y'];
  const rows = drawn.map((row): Row => {
    const n = 1 + random.below(25);
    const start = early && row.start === 2012 && row.subject === 'Ä0' ? 2010 : row.start;
    const values = Array.from({ length: n }, () => row.sum / row.n + random.normal());
    for (const y of values) pupils.push([row.unit, row.cluster, row.subject, row.time, start, y].join(','));
    const sum = values.reduce((total, y) => total + y, 0);
    const sumSquares = Math.max(
      values.reduce((total, y) => total + y * y, 0),
      (sum * sum) / n,
    );
    return { ...row, start, n, sum, sumSquares };
  });
  const cells = rows.map(({ unit, cluster, subject, time, start, n, sum }) =>
    [unit, cluster, subject, time, start, n, sum].join(','),
  );
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'pupils.csv'), `${pupils.join('\n')}\n`);
  fs.writeFileSync(
    path.join(folder, 'cells.csv'),
    `${['unit,cluster,subject,time,start,n,sum', ...cells].join('\n')}\n`,
  );
  fs.writeFileSync(path.join(folder, 'design.txt'), `${design}\n`);
  return { rows, design };
};

/** What R told: by case, what and how much. */
const askR = (folder: string): Map<string, Map<string, number>> => {
  const { stdout, stderr, status } = spawnSync('Rscript', [script, folder], {
    encoding: 'utf8',
    maxBuffer: 1e9,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  expect(status, stderr).toBe(0);
  const told = new Map<string, Map<string, number>>();
  for (const line of stdout.trim().split('\n')) {
    const [name = '', what = '', value = ''] = line.split('\t');
    const numbers = told.get(name) ?? new Map<string, number>();
    told.set(name, numbers.set(what, Number(value.trim())));
  }
  return told;
};

/** The estimate, or nothing when it is refused. */
const estimated = (
  { rows, design }: Case,
  weights: 'n' | 'none',
  spec: Partial<EstimateSpec>,
): EstimateResult | undefined => {
  const { n, sum, sumSquares, ...rest } = columnsOf(rows);
  const mean = { values: rows.map(row => row.sum / row.n) };
  const panel = readPanel(weights === 'n' ? { ...rest, n, sum, sumSquares } : { ...rest, mean });
  try {
    return estimate(panel, { design, weights, ...spec });
  } catch (problem) {
    if (problem instanceof StatisticsProblem) return undefined;
    throw problem;
  }
};

const close = (found: number | undefined, wanted: number): boolean =>
  found !== undefined && Math.abs(found - wanted) <= 1e-8 * Math.max(Math.abs(wanted), 1e-2);

describe.skipIf(!hasR)('panels that nobody has seen', () => {
  it(`are estimated as R does, in ${CASES} random cases`, () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'samsyn-random-cases-'));
    const cases = new Map<string, Case>();
    for (let seed = 1; seed <= CASES; seed += 1)
      cases.set(String(seed), drawCase(seed, path.join(folder, String(seed))));
    const told = askR(folder);
    fs.rmSync(folder, { recursive: true });
    const different: string[] = [];
    let compared = 0;
    for (const [name, one] of cases) {
      const numbers = told.get(name) ?? new Map<string, number>();
      const compare = (what: string, found: number | undefined): void => {
        const wanted = numbers.get(what);
        if (wanted === undefined || Number.isNaN(wanted)) return;
        compared += 1;
        if (!close(found, wanted)) different.push(`${name} ${one.design} ${what}: ${found}, R ${wanted}`);
      };
      for (const weights of ['n', 'none'] as const) {
        const imputed = estimated(one, weights, { estimator: 'imputation', inference: ['cv3'] });
        compare(`imp.${weights}.estimate`, imputed?.att.estimate);
        compare(`imp.${weights}.cv3`, imputed?.att.se.cv3);
        for (const { unit, estimate: effect } of imputed?.perUnit ?? [])
          compare(`imp.${weights}.unit:${unit}`, effect);
        const events = estimated(one, weights, { estimator: 'sunAbraham', inference: ['cr1'] });
        compare(`sa.${weights}.estimate`, events?.att.estimate);
        const regression = estimated(one, weights, {
          estimator: 'fixedEffects',
          inference: ['iid', 'hc1', 'cr1', 'cr2', 'cv3'],
        });
        const at = `fe.${weights}`;
        compare(`${at}.estimate`, regression?.att.estimate);
        compare(`${at}.cv3`, regression?.att.se.cv3);
        // With more than two families of effects coefficients are counted as fixest counts them, which is not the rank.
        if (one.design === 'unitTime') compare(`${at}.iid`, regression?.att.se.iid);
        if (one.design === 'unitTime' && weights === 'n') compare(`${at}.hc1`, regression?.att.se.hc1);
        // Where everything is fitted whole the residuals are rounding errors, and so are degrees of freedom.
        if (!((numbers.get(`${at}.cr2`) ?? 0) > 1e-6)) continue;
        compare(`${at}.cr2`, regression?.att.se.cr2);
        compare(`${at}.cr2df`, regression?.att.df.cr2);
        compare(`${at}.cr2p`, regression?.att.p.cr2);
      }
    }
    console.log(`${compared} numbers of ${told.size} cases compared with R, ${different.length} different`);
    expect(different).toEqual([]);
  }, 900_000);
});

const hasMetafor = spawnSync('Rscript', ['-e', 'library(metafor)']).status === 0;
if (!hasMetafor) console.log('SKIPPED: R with metafor is not installed, so pooling is not compared with it.');

describe.skipIf(!hasMetafor)('posts that nobody has seen', () => {
  it('are pooled as metafor does, by every method, in 200 random sets', () => {
    const random = createRandom(7);
    const sets = Array.from({ length: 200 }, () => {
      const spread = pick([0, 0.02, 0.2, 3], random);
      const se = Float64Array.from({ length: 2 + random.below(40) }, () => 0.01 + random.uniform() ** 2);
      return { se, y: se.map(error => 0.05 + error * random.normal() + spread * random.normal()) };
    });
    const file = path.join(os.tmpdir(), `samsyn-random-pools-${process.pid}.csv`);
    const rows = sets.flatMap(({ y, se }, set) => [...y.keys()].map(j => `${set},${y[j]},${se[j]}`));
    fs.writeFileSync(file, `set,y,se\n${rows.join('\n')}\n`);
    const { stdout, status, stderr } = spawnSync('Rscript', [poolScript, file], {
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
    fs.rmSync(file);
    expect(status, stderr).toBe(0);
    const lines = stdout.trim().split('\n');
    const different = lines.flatMap(line => {
      const [set = '', method = '', test = '', ...numbers] = line.trim().split('\t');
      const { y, se } = sets[Number(set)] as (typeof sets)[number];
      const found = pool(y, se, {
        method: method as PoolingMethod,
        knappHartung: test === 'knha',
        likeMetafor: true,
      });
      const drawn = found.posts.slice(0, 2).map(({ shrunken }) => shrunken);
      const ours = [found.mu, found.seMu, ...found.interval, found.tau2, found.i2, found.q, ...drawn];
      const apart = ours.filter((value, k) => !close(value, Number(numbers[k])));
      return apart.length > 0 ? [`${set} ${method} ${test}: ${ours}; metafor ${numbers}`] : [];
    });
    console.log(`${lines.length} poolings compared with metafor, ${different.length} different`);
    expect(lines.length).toBeGreaterThan(1400);
    expect(different).toEqual([]);
  }, 300_000);
});
