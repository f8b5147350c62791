import { expect, it } from 'vitest';
import { linesBeside } from './conflict-page.tsx';

it('sets each line beside the other’s line of the same name, and says what only one of them has', () => {
  const theirs = [
    ['Titel', 'Karriärtjänster'],
    ['Punkt', 'Nämnden godkänner.'],
    ['Punkt', 'Nämnden ger ett uppdrag.'],
  ] as const;
  const yours = [
    ['Titel', 'Karriärtjänster 2026'],
    ['Punkt', 'Nämnden godkänner.'],
    ['Mottagare', 'Rektorerna'],
  ] as const;
  expect(linesBeside(theirs, yours)).toEqual([
    { label: 'Titel', theirs: 'Karriärtjänster', yours: 'Karriärtjänster 2026' },
    { label: 'Punkt', theirs: 'Nämnden godkänner.', yours: 'Nämnden godkänner.' },
    { label: 'Punkt', theirs: 'Nämnden ger ett uppdrag.', yours: '' },
    { label: 'Mottagare', theirs: '', yours: 'Rektorerna' },
  ]);
});
