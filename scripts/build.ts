/**
 * Builds what `npm start` runs: the browser's stylesheet and scripts, the server bundle and the template of the embedded
 * database. Run by `npm ci` through `prepare`.
 */
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const vite = path.join(root, 'node_modules/vite/bin/vite.js');

for (const mode of ['client', 'server']) {
  execFileSync(process.execPath, [vite, 'build', '--mode', mode, '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
  });
}
const { buildTemplate } = await import('./template.ts');
await buildTemplate();
fs.writeFileSync(path.join(root, 'dist/built'), new Date().toISOString());
