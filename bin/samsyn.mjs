#!/usr/bin/env node
// The `samsyn` command. Steps over to the Node that the project pins when started by an older one, and builds first
// when the sources are newer than the build.
import { execFileSync, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

const root = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');

const newestChange = folder => {
  let newest = 0;
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    newest = Math.max(newest, entry.isDirectory() ? newestChange(full) : fs.statSync(full).mtimeMs);
  }
  return newest;
};

const pinnedNode = () => {
  const local = path.join(root, 'node_modules/.bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return fs.existsSync(local) ? local : process.execPath;
};

const built = path.join(root, 'dist/built');
const sources = ['app', 'demo', 'statistics']
  .map(folder => path.join(root, folder))
  .filter(folder => fs.existsSync(folder));
const builder = path.join(root, 'node_modules/vite');
const isStale = () =>
  !fs.existsSync(built) || sources.some(folder => newestChange(folder) > fs.statSync(built).mtimeMs);
if (fs.existsSync(builder) && isStale()) {
  execFileSync(pinnedNode(), [path.join(root, 'scripts/build.ts')], { cwd: root, stdio: ['ignore', 2, 2] });
}

const child = spawn(pinnedNode(), [path.join(root, 'dist/server/cli.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
