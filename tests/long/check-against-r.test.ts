import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../..');
const page = fs.readFileSync(path.join(root, 'docs/how-to/check-against-r.md'), 'utf8');

const block = (language: string): string =>
  new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'm').exec(page)?.[1] ?? '';

/** The two numbers per row of the table of what comes out. */
const promised = [...page.matchAll(/^\| \d\. .* \| (0\.\d+) \| (0\.\d+) \|$/gm)].map(([, value, error]) => [
  Number(value),
  Number(error),
]);

/** Every line of a program's output that is two numbers. */
const pairsIn = (output: string): number[][] =>
  output
    .trim()
    .split('\n')
    .map(line => line.replace('[1]', '').trim().split(/\s+/).map(Number));

const agree = (found: number[][]): void => {
  expect(found).toHaveLength(3);
  found.forEach((pair, row) => {
    pair.forEach((value, k) => {
      const wanted = promised[row]?.[k] ?? Number.NaN;
      expect(Math.abs(value / wanted - 1), `${value} against ${wanted}`).toBeLessThan(1e-10);
    });
  });
};

const hasR = spawnSync('Rscript', ['--version']).status === 0;
if (!hasR) console.log('SKIPPED: R is not installed, so the page’s lines for R are not run.');

describe('the page on checking against R', () => {
  it('promises what Samsyn gives', () => {
    agree(pairsIn(execFileSync('bash', ['-ec', block('sh')], { cwd: root, encoding: 'utf8' })));
  }, 120_000);

  it.skipIf(!hasR)(
    'promises what R gives from the definitions',
    () => {
      agree(pairsIn(execFileSync('Rscript', ['-e', block('r base')], { cwd: root, encoding: 'utf8' })));
    },
    120_000,
  );
});
