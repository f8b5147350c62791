import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as path from 'node:path';
import { expect, it } from 'vitest';
import { rootFolder } from '#app/main.ts';
import { terminalText } from './command.ts';

it.each([
  ['Slaget ”\u001b[2JLektor” används inte.', 'Slaget ”[2JLektor” används inte.'],
  ['\u009b31mrött', '31mrött'],
  ['Rad 2: fel\rInläst: 40 nya tjänster', 'Rad 2: felInläst: 40 nya tjänster'],
  ['Två rader:\n\tmed å, ä och ö', 'Två rader:\n\tmed å, ä och ö'],
])('a terminal is told %j as %j', (written, told) => {
  expect(terminalText(written)).toBe(told);
});

it('a command whose reader stops before the end, as head does, says nothing of it', async () => {
  const child = spawn(
    path.join(rootFolder(), 'node_modules/.bin/node'),
    [path.join(rootFolder(), 'dist/server/cli.js'), 'help'],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  child.stdout.destroy();
  let complained = '';
  child.stderr.on('data', chunk => {
    complained += chunk;
  });
  const [code] = await once(child, 'exit');
  expect([code, complained]).toEqual([0, '']);
});
