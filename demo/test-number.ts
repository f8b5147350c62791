import { addDays, type IsoDate } from '#app/shared/date.ts';
import { luhnSum } from '#app/shared/personal-number.ts';

/**
 * Testpersonnummer: a number of the series that Skatteverket keeps for tests and never gives to anybody, with birth number 238 for
 * women and 239 for men. Twelve digits.
 */
export const testNumber = (birthday: IsoDate, gender: 'kvinna' | 'man'): string => {
  const day = birthday.replaceAll('-', '');
  const nine = `${day.slice(2)}${gender === 'kvinna' ? 238 : 239}`;
  return `${day.slice(0, 2)}${nine}${(10 - (luhnSum(nine) % 10)) % 10}`;
};

/** Every test number of those born in a year: two for each day. */
export const testNumbersOf = (birthYear: number): string[] => {
  const days: IsoDate[] = [];
  for (let day: IsoDate = `${birthYear}-01-01`; day.startsWith(String(birthYear)); day = addDays(day, 1))
    days.push(day);
  return days.flatMap(day => [testNumber(day, 'kvinna'), testNumber(day, 'man')]);
};
