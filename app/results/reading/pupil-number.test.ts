import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masked, readPupilNumber } from './pupil-number.ts';

const latest = 2025;
const idOf = (text: string): string => {
  const number = readPupilNumber(text, latest);
  return typeof number === 'string' ? number : number.id;
};

describe('a pupil’s number', () => {
  it.each([
    ['201701102384', '201701102384'],
    ['20170110-2384', '201701102384'],
    ['170110-2384', '201701102384'],
    ['1701102384', '201701102384'],
    ['20170110 2384', '201701102384'],
    ['20170110–2384', '201701102384'],
    ['200809032386', '200809032386'],
    ['809032386', '200809032386'],
    ['198107249289', '198107249289'],
    ['701063-2391', '197010632391'],
    ['20110314TF20', '20110314TF20'],
    ['20110314-tf10', '20110314TF10'],
  ])('%s is read as %s', (written, id) => expect(idOf(written)).toBe(id));

  it.each([
    ['201701102385', 'personnummer har fel kontrollsiffra'],
    ['201702302384', 'personnummer har fel form'],
    ['209901012384', 'personnummer har fel form'],
    ['2,01701E+11', 'personnummer förstört av kalkylprogram'],
    ['2.01701E+11', 'personnummer förstört av kalkylprogram'],
    ['01701102384', 'personnummer förstört av kalkylprogram'],
    ['Anna', 'personnummer har fel form'],
    ['', 'personnummer har fel form'],
  ])('%s is refused: %s', (written, fault) => expect(idOf(written)).toBe(fault));

  it('tells girls from boys', () => {
    expect(readPupilNumber('201701102384', latest)).toMatchObject({ gender: 'flicka' });
    expect(readPupilNumber('20110314TF10', latest)).toMatchObject({ gender: 'pojke' });
    expect(readPupilNumber('20110314TF20', latest)).toMatchObject({ gender: 'flicka' });
  });

  it('is one and the same in every form', () =>
    fc.assert(
      fc.property(fc.constantFrom('201701102384', '200809032386'), fc.nat(3), (number, form) => {
        const forms = [
          number,
          number.slice(2),
          `${number.slice(0, 8)}-${number.slice(8)}`,
          `${number.slice(2, 8)}-${number.slice(8)}`,
        ];
        expect(idOf(forms[form] ?? '')).toBe(number);
      }),
    ));
});

describe('what is shown of a number', () => {
  it.each([
    ['20170110-2384', '20170110-••••'],
    ['201701102384', '20170110-••••'],
    ['170110-2384', '170110-••••'],
    ['eleven 201701102384 i 9A', 'eleven 20170110-•••• i 9A'],
    ['20110314TF20', '20110314-••••'],
    ['99000001', '99000001'],
  ])('of %s is %s', (written, shown) => expect(masked(written)).toBe(shown));

  it('is never a whole number, whatever stands around it', () =>
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        expect(masked(`${before} 201701102384 ${after}`)).not.toContain('201701102384');
        expect(masked(`${before} 20170110-2384 ${after}`)).not.toContain('20170110-2384');
      }),
    ));
});
