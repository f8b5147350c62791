import * as path from 'node:path';
import { expect, it } from 'vitest';
import { runCommand, temporaryFolder } from '#tests/house.ts';

it('gives an installation one authority, and mends a first attempt that was refused', async () => {
  const data = path.join(temporaryFolder(), 'data');
  const init = (name: string, number: string) =>
    runCommand(
      'init',
      '--name',
      name,
      '--admin',
      'Påhittade Administratören',
      '--number',
      number,
      '--data',
      data,
    );
  const refused = await init('Provkommunen', '19121212-1212');
  expect([refused.code, refused.complained]).toEqual([2, expect.stringContaining('personnummer')]);
  expect((await init('Andra kommunen', 'A1')).complained).toContain('Ange --name "Provkommunen"');
  expect(await init('Provkommunen', 'A1')).toMatchObject({ code: 0, complained: '' });
  const again = await init('Andra kommunen', 'A2');
  expect([again.code, again.complained]).toEqual([2, expect.stringContaining('tom mapp med --data')]);
  const link = await runCommand('sign-in-link', 'A1', '--data', data);
  expect(link.said).toContain('http://localhost:3000/');
}, 60_000);

it('is not opened to other computers without the address they are to use', async () => {
  const started = await runCommand(
    'start',
    '--host',
    '0.0.0.0',
    '--data',
    path.join(temporaryFolder(), 'data'),
  );
  expect(started.code).toBe(2);
  expect(started.complained).toContain('--url');
}, 60_000);
