import * as fs from 'node:fs';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

it('asks at most 40 kB of script of any visitor, also of one who delivers a workbook and loads all there is', () => {
  const assets = path.join(import.meta.dirname, '../dist/client/assets');
  const scripts = fs.readdirSync(assets).filter(name => name.endsWith('.js'));
  const bytes = scripts.map(name => gzipSync(fs.readFileSync(path.join(assets, name))).length);
  expect(scripts.some(name => name.startsWith('worker'))).toBe(true);
  expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(40_000);
});
