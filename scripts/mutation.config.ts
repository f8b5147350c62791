import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The tests of one source, the quickest first, told by `scripts/mutation.ts`. */
const tests = (process.env.MUTATION_TESTS ?? 'statistics/**/*.test.ts').split(',');

class AsListed extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number =>
      tests.findIndex(name => moduleId.endsWith(name));
    return files.toSorted((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    include: tests,
    setupFiles: ['tests/chance.ts'],
    pool: 'threads',
    isolate: false,
    testTimeout: 120_000,
    sequence: { sequencer: AsListed },
  },
});
