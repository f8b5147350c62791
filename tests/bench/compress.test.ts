import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { median } from '#tests/measured.ts';

const root = path.join(import.meta.dirname, '../..');
const MOST_TIMES_DUCKDB = 1.5;
const MOST_MEGABYTES = 300;

/** A number 0 … 1 that looks like chance and is the same on every machine. */
const chance = (() => {
  let state = 20180117;
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
})();

/** Writes pupils' results: every pupil of every school, year level and year, in twelve subjects. Returns the rows. */
const writePupils = async (file: string, schools: number, levels: number, years: number, pupils: number) => {
  const stream = fs.createWriteStream(file, { highWaterMark: 1 << 22 });
  let text = 'elev,skola,amne,arskurs,lasar,kon,futb,prior,start,behandlad,z,poang\n';
  let rows = 0;
  for (let school = 1; school <= schools; school += 1) {
    for (let level = 1; level <= levels; level += 1) {
      for (let year = 2010; year < 2010 + years; year += 1) {
        for (let pupil = 0; pupil < pupils; pupil += 1) {
          const prior = (chance() + chance() + chance() - 1.5) * 1.9;
          for (let subject = 1; subject <= 12; subject += 1) {
            const z = 0.5 * prior + (chance() + chance() + chance() - 1.5) * 1.7;
            text += `${rows},${school},${subject},${level},${year},1,2,${prior.toFixed(3)},0,0,${z.toFixed(4)},12.5\n`;
            rows += 1;
          }
        }
        if (text.length > 1 << 20) {
          if (!stream.write(text)) await once(stream, 'drain');
          text = '';
        }
      }
    }
  }
  stream.end(text);
  await once(stream, 'finish');
  return rows;
};

/** Runs a program to its end: seconds from start to exit, and the most memory it held. */
const run = async (args: readonly string[]): Promise<{ seconds: number; megabytes: number }> => {
  const started = performance.now();
  const child = spawn(process.execPath, [...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  let kilobytes = 0;
  const watch = setInterval(() => {
    try {
      const status = fs.readFileSync(`/proc/${child.pid}/status`, 'utf8');
      kilobytes = Math.max(kilobytes, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
    } catch {
      // Between the end of the program and the event there is nothing to read; nor is there on other systems.
    }
  }, 20);
  const [code] = await once(child, 'exit');
  clearInterval(watch);
  expect(code).toBe(0);
  return { seconds: (performance.now() - started) / 1000, megabytes: kilobytes / 1000 };
};

const tableOf = (file: string): number[][] =>
  fs
    .readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map(line => line.split(',').map(Number));

describe('pupils to cells, beside DuckDB on one thread', () => {
  let folder: string;
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'samsyn-bench-'));
  });
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['1 million', 40, 3, 10, 69, 5],
    ['10 million', 150, 7, 10, 79, 3],
  ] as const)(
    '%s rows',
    async (size, schools, levels, years, pupils, rounds) => {
      const [data, spec] = [path.join(folder, 'pupils.csv'), path.join(folder, 'spec.json')];
      const [ours, theirs] = [path.join(folder, 'ours.csv'), path.join(folder, 'theirs.csv')];
      const rows = await writePupils(data, schools, levels, years, pupils);
      const keys = ['skola', 'amne', 'arskurs', 'lasar'];
      fs.writeFileSync(spec, JSON.stringify({ keys, outcome: 'z', covariates: ['prior'] }));
      const own = { seconds: [] as number[], megabytes: 0 };
      const other: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        other.push((await run(['tests/bench/compress-duckdb.ts', data, theirs])).seconds);
        const one = await run(['app/cli.ts', 'compress', '--data', data, '--spec', spec, '--out', ours]);
        own.seconds.push(one.seconds);
        own.megabytes = Math.max(own.megabytes, one.megabytes);
      }
      const ratio = median(own.seconds) / median(other);
      console.log(
        `${size} (${rows} rows): samsyn compress ${median(own.seconds).toFixed(2)} s, DuckDB ${median(other).toFixed(2)} s, ` +
          `ratio ${ratio.toFixed(2)} (bar ${MOST_TIMES_DUCKDB}); ${own.megabytes.toFixed(0)} MB (bar ${MOST_MEGABYTES} MB)`,
      );
      const [mine, wanted] = [tableOf(ours), tableOf(theirs)];
      expect(mine.length).toBe(wanted.length);
      const worst = mine.reduce(
        (most, row, at) =>
          row.reduce(
            (all, value, k) => Math.max(all, Math.abs(value - (wanted[at]?.[k] ?? Number.NaN))),
            most,
          ),
        0,
      );
      expect(worst).toBeLessThan(1e-9);
    },
    600_000,
  );
});
