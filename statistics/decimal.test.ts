import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDecimal } from './decimal.ts';

const encoder = new TextEncoder();
const read = (text: string, comma = false): number => {
  const bytes = encoder.encode(`;${text};`);
  return readDecimal(bytes, 1, bytes.length - 1, comma);
};
const digits = (least: number, most: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: least, maxLength: most });

describe('reading a number from bytes', () => {
  it('gives any double back from its text', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), value => {
        expect(read(String(value))).toBe(Number(String(value)));
      }),
      { numRuns: 3000 },
    );
  });

  it('equals the language’s own reading of any decimals, of any length', () => {
    fc.assert(
      fc.property(fc.constantFrom('', '-', '+'), digits(0, 12), digits(1, 24), (sign, whole, decimals) => {
        const text = `${sign}${whole}.${decimals}`;
        expect(read(text)).toBe(Number(text));
      }),
      { numRuns: 5000 },
    );
  });

  it('rounds as the language does halfway between two doubles, and a hair to either side', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 2n ** 52n, max: 2n ** 53n - 1n }),
        fc.integer({ min: 0, max: 19 }),
        (m, p) => {
          const halfway = ((2n * m + 1n) * 5n ** BigInt(p)).toString().padStart(p + 1, '0');
          const text = `${halfway.slice(0, halfway.length - p)}.${halfway.slice(halfway.length - p)}`;
          for (const one of [text, `${text}0`, `${text}1`, text.slice(0, 20)])
            expect(read(one)).toBe(Number(one));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it.each([
    '',
    '-',
    '+',
    '.',
    '-.',
    ',',
    '1e',
    'e5',
    '0x10',
    'NaN',
    'Infinity',
    '--1',
    '1.2.3',
    '1 000',
    ' 1',
    '1,5',
    '1e5 ',
    '1e5x',
    '1.e',
  ])('does not take ”%s” for a number', text => expect(read(text)).toBeNaN());

  it.each([
    ['1,5', 1.5],
    ['-0,25', -0.25],
    ['1.5', 1.5],
    ['1234567890123456,75', 1234567890123456 + 0.75],
    ['1,5e3', 1500],
  ])('reads ”%s” with a decimal comma', (text, value) => expect(read(text, true)).toBe(value));

  it.each(['1;5', '1x5', ',', '1,2,5'])('does not take ”%s” for a number with a decimal comma', text =>
    expect(read(text, true)).toBeNaN(),
  );

  it.each([
    ['.25e3', 250],
    ['.5E-1', 0.05],
    ['-12.5e+2', -1250],
    ['7.e1', 70],
    ['00000000000000000000000000012', 12],
    ['0.0000000000000000000000000000012', 1.2e-30],
  ])('reads ”%s”', (text, value) => expect(read(text)).toBe(value));

  it('keeps the sign of zero', () => expect(Object.is(read('-0.0'), -0)).toBe(true));
});
