import { expect, it } from 'vitest';
import { terminalText } from './command.ts';

it.each([
  ['Slaget ”\u001b[2JLektor” används inte.', 'Slaget ”[2JLektor” används inte.'],
  ['\u009b31mrött', '31mrött'],
  ['Rad 2: fel\rInläst: 40 nya tjänster', 'Rad 2: felInläst: 40 nya tjänster'],
  ['Två rader:\n\tmed å, ä och ö', 'Två rader:\n\tmed å, ä och ö'],
])('a terminal is told %j as %j', (written, told) => {
  expect(terminalText(written)).toBe(told);
});
