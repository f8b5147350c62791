import * as fs from 'node:fs';
import * as path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, longest first, each a minute or more beside another. */
const slowest = [
  'tests/browser/pages.test.ts',
  'tests/access-matrix.test.ts',
  'tests/browser/ekdala-results.test.ts',
  'tests/purpose-lock.test.ts',
  'tests/browser/item-journey.test.ts',
  'tests/browser/deliver.test.ts',
  'tests/browser/holder.test.ts',
  'tests/browser/follow-up.test.ts',
  'tests/faults/mail-kill.test.ts',
  'tests/reminder-pages.test.ts',
  'tests/reminders.test.ts',
  'app/reminders/sending.test.ts',
].map(file => path.join(import.meta.dirname, '..', file));
for (const file of slowest) if (!fs.existsSync(file)) throw new Error(`${file} is no test: mend the list`);

/**
 * Begins with the files that take longest, so that none of them is alone at the end. A first run knows no times and would begin with the
 * largest files, which are others.
 */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number =>
      slowest.includes(moduleId) ? slowest.indexOf(moduleId) : slowest.length;
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
