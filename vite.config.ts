import { defineConfig } from 'vitest/config';
import { SlowestFirst } from './tests/slowest-first.ts';

/** The slow suites and the speeds stand apart: `npm run test:long`, `npm run bench`. */
const apart = ['long', 'bench'];

/** What pages load: the scripts of every page, and those of the page where results are read, with its worker. */
const clientEntries = [
  'app/web/client/main.ts',
  'app/browser/deliver/page.ts',
  'app/browser/deliver/worker.ts',
];

/**
 * Two builds from one configuration: `--mode client` bundles the stylesheet and the small scripts that pages may
 * use, `--mode server` bundles the `samsyn` command. Tests run the sources directly.
 */
export default defineConfig(({ mode }) => ({
  publicDir: false,
  build:
    mode === 'client'
      ? {
          outDir: 'dist/client',
          emptyOutDir: true,
          manifest: true,
          assetsInlineLimit: 0,
          rolldownOptions: { input: clientEntries },
          modulePreload: false,
        }
      : {
          outDir: 'dist/server',
          emptyOutDir: true,
          ssr: true,
          target: 'node24',
          minify: false,
          // A worker finds its own file beside what starts it.
          rolldownOptions: {
            input: ['app/cli.ts', 'app/results/deciding/decision-worker.ts'],
            output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
          },
        },
  ssr: { external: true },
  test: {
    include: apart.includes(mode)
      ? [`tests/${mode}/**/*.test.ts`, ...(mode === 'long' ? ['tests/browser/**/*.test.ts'] : [])]
      : ['{app,statistics,tests,demo}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', ...(apart.includes(mode) ? [] : apart.map(name => `tests/${name}/**`))],
    globalSetup: ['tests/setup.ts'],
    setupFiles: apart.includes(mode) ? [] : ['tests/chance.ts'],
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: SlowestFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
}));
