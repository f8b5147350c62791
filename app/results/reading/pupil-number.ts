import { isChecked } from '#app/shared/personal-number.ts';

/**
 * Personnummer, samordningsnummer (day + 60), tillfälligt nummer (ÅÅÅÅMMDDTFxx) or interimsnummer (a letter in the last four) of a
 * pupil, in one form: twelve characters. Source: Skatteverket, SKV 704 and SKV 707.
 */
export type PupilNumber = {
  readonly id: string;
  /** Told by the third digit of the last four, or the last of a TF number: odd is a boy. */
  readonly gender: Gender | null;
};
export type Gender = 'flicka' | 'pojke';

export type PupilNumberFault =
  | 'personnummer har fel form'
  | 'personnummer har fel kontrollsiffra'
  | 'personnummer förstört av kalkylprogram';

const faults = {
  form: 'personnummer har fel form',
  check: 'personnummer har fel kontrollsiffra',
  spoilt: 'personnummer förstört av kalkylprogram',
} as const satisfies Record<string, PupilNumberFault>;

const written = /^(\d{2})?(\d{6})([-+]?)(\d{4}|TF\d{2}|[TRSUWXJKLMN]\d{3})$/;
/** 2,00101E+11: a spreadsheet program has kept six digits of twelve. */
const inPowersOfTen = /^\d(?:[.,]\d+)?E\+?\d{1,2}$/;
const dashes = /[\u2010-\u2015\u2212]/g;
const spaces = /[\s\u00a0\u2007\u2009\u202f]/g;

const daysIn = (year: number, month: number): number =>
  month === 2
    ? (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;

const isBirthday = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);

/** Leading zeros that a spreadsheet program has taken: a number of the years 2000–2009 written with ten digits. */
const restored = (digits: string): string => (/^\d{6,9}$/.test(digits) ? digits.padStart(10, '0') : digits);

/** The year of birth with four digits: the last one with these two that is not after `latest`; a plus sign is a hundred years more. */
const fullYear = (century: string | undefined, two: number, sign: string, latest: number): number => {
  if (century !== undefined) return Number(century) * 100 + two;
  const nearest = latest - ((((latest - two) % 100) + 100) % 100);
  return sign === '+' ? nearest - 100 : nearest;
};

/** @param latest the last year that a pupil can be born in */
export const readPupilNumber = (text: string, latest: number): PupilNumber | PupilNumberFault => {
  const bare = text.replace(spaces, '').replace(dashes, '-').toUpperCase();
  if (inPowersOfTen.test(bare)) return faults.spoilt;
  const digits = restored(bare.replace(/[.,]0+$/, ''));
  const match = written.exec(digits);
  if (!match) return /^\d{11}$/.test(digits) ? faults.spoilt : faults.form;
  const [, century, six = '', sign = '', last = ''] = match;
  const year = fullYear(century, Number(six.slice(0, 2)), sign, latest);
  const day = Number(six.slice(4));
  if (year > latest || year < latest - 120) return faults.form;
  if (!isBirthday(year, Number(six.slice(2, 4)), day > 60 ? day - 60 : day)) return faults.form;
  const isTemporary = last.startsWith('TF');
  if (!isTemporary && !isChecked(six + last)) return faults.check;
  const told = Number(last.charAt(2));
  return {
    id: `${year}${six.slice(2)}${last}`,
    gender: told % 2 === 1 ? 'pojke' : 'flicka',
  };
};

const anywhere = /(\d{6}|\d{8})[-+ ]?(?:\d{4}|TF\d{2}|[TRSUWXJKLMN]\d{3})(?!\d)/gi;

/** A text with the last four of every number that may be a pupil's hidden; one of another length keeps six digits. */
export const masked = (text: string): string =>
  text
    .replace(anywhere, (_, date: string) => `${date}-••••`)
    .replace(/\d{9,}(?![-•])/g, digits => `${digits.slice(0, 6)}${'•'.repeat(digits.length - 6)}`);
