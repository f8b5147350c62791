import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsPersonalNumber, looksLikePersonalNumber } from './personal-number.ts';

// The whole numbers are Skatteverket's own test numbers; the others are made of one of them and have no right check digit.
describe('a value that should be an employee number', () => {
  it.each([
    ['810724-9289', true, 'ten digits'],
    ['8107249289', true, 'without a hyphen'],
    ['19810724-9289', true, 'twelve digits'],
    ['198107249289', true, 'twelve digits without a hyphen'],
    ['210724+9289', true, 'a hundred years old'],
    ['810724 9289', true, 'with a blank'],
    ['810724–9289', true, 'with a dash'],
    ['810724‑9289', true, 'with a hyphen that does not break'],
    ['810724-9280', true, 'with the wrong check digit'],
    ['701063-2391', true, 'a samordningsnummer'],
    ['810401-9280', true, 'the first day'],
    ['810431-9289', true, 'the last day'],
    ['810461-9289', true, 'the first day of a samordningsnummer'],
    ['810491-9289', true, 'the last day of a samordningsnummer'],
    ['810400-9289', false, 'day 0'],
    ['810432-9289', false, 'day 32'],
    ['810460-9289', false, 'day 60'],
    ['810492-9289', false, 'day 92'],
    ['810012-9289', false, 'month 0'],
    ['811312-9289', false, 'month 13'],
    ['178107249289', false, 'a century that is not used'],
    ['E1001', false, 'an employee number'],
    ['100123', false, 'six digits'],
    ['81072492890', false, 'eleven digits'],
    ['', false, 'nothing'],
  ])('%s: %s, %s', (text, expected) => {
    expect(looksLikePersonalNumber(text)).toBe(expected);
  });
});

describe('a text', () => {
  it.each([
    ['Ring Anna, 810724-9289, i morgon.', true],
    ['(8107249289)', true],
    ['Ett samordningsnummer: 701063-2391', true],
    ['8107249280', false],
    ['Ring 0701234567.', false],
    ['Diarienummer BUN 2026/118', false],
    ['Skolenhetskod 12345678', false],
    ['2026-11-23', false],
    ['tel. 810724-92890', false],
    ['', false],
  ])('”%s” holds a personnummer: %s', (text, expected) => {
    expect(holdsPersonalNumber(text)).toBe(expected);
  });

  it('holds one wherever in it the number stands, among other digits or not', () => {
    const words = fc.string({ maxLength: 20 }).map(text => text.replace(/[\d]/g, 'x'));
    fc.assert(
      fc.property(words, words, (before, after) => {
        expect(holdsPersonalNumber(`12345 ${before}810724-9289${after} 67890`)).toBe(true);
      }),
    );
  });
});
