import { addDays, type IsoDate } from '#app/shared/date.ts';

/** The check digit of a personnummer: Luhn over the nine digits before it. */
const checkDigit = (nine: string): number => {
  let sum = 0;
  for (const [at, digit] of [...nine].entries()) {
    const weighed = Number(digit) * (at % 2 === 0 ? 2 : 1);
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return (10 - (sum % 10)) % 10;
};

/**
 * Testpersonnummer: a number of the series that Skatteverket keeps for tests and never gives to anybody, with birth number 238 for
 * women and 239 for men. Twelve digits.
 */
export const testNumber = (birthday: IsoDate, gender: 'kvinna' | 'man'): string => {
  const day = birthday.replaceAll('-', '');
  const nine = `${day.slice(2)}${gender === 'kvinna' ? 238 : 239}`;
  return `${day.slice(0, 2)}${nine}${checkDigit(nine)}`;
};

/** Every test number of those born in a year: two for each day. */
export const testNumbersOf = (birthYear: number): string[] => {
  const days: IsoDate[] = [];
  for (let day: IsoDate = `${birthYear}-01-01`; day.startsWith(String(birthYear)); day = addDays(day, 1))
    days.push(day);
  return days.flatMap(day => [testNumber(day, 'kvinna'), testNumber(day, 'man')]);
};
