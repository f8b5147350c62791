/** `npm test`: types, lint, dead code, build, then every test; green or it stops at the first part that is not. */
import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import { ensureChromium } from './chromium.ts';

const root = path.join(import.meta.dirname, '..');
/** The slow suites and the speeds are run on demand, without the checks before them. */
const mode = ['long', 'bench'].find(name => process.argv.includes(`--${name}`));
const files = process.argv.slice(2).filter(argument => !argument.startsWith('--'));

const run = (title: string, command: string, args: readonly string[], env: Record<string, string> = {}) => {
  const started = performance.now();
  console.log(`\n== ${title}`);
  execFileSync(path.join(root, 'node_modules/.bin', command), args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  console.log(`   ${((performance.now() - started) / 1000).toFixed(1)} s`);
};

try {
  const chromium = ensureChromium();
  if (!mode) {
    run('types', 'tsc', ['--noEmit']);
    run('lint and format', 'biome', ['check', '--error-on-warnings', '.']);
    run('dead code', 'knip', []);
  }
  run('build', 'node', ['scripts/build.ts']);
  run(mode ?? 'tests', 'vitest', ['run', ...(mode ? ['--mode', mode] : []), ...files], {
    CHROMIUM: chromium,
    ...(mode === 'long' ? { ALL_LOOKS: '1' } : {}),
  });
} catch (error) {
  console.error(`\nStopped: ${(error as Error).message}`);
  process.exitCode = 1;
}
