/** Ten or twelve digits that begin with a day, as a personnummer or samordningsnummer does. */
const pattern = /(?<!\d)(?:18|19|20)?(\d{2})(0[1-9]|1[0-2])(\d{2})([-+‑–]?)(\d{4})(?!\d)/g;

const isDay = (day: number): boolean => (day >= 1 && day <= 31) || (day >= 61 && day <= 91);

/**
 * The sum that the last digit of a personnummer makes a whole number of tens (Luhn): weights 2, 1, 2 … from the first of its ten
 * characters, the letter of an interim number counted as 1.
 */
export const luhnSum = (characters: string): number => {
  let sum = 0;
  for (let at = 0; at < characters.length; at += 1) {
    const code = characters.charCodeAt(at);
    const digit = code > 0x39 ? 1 : code - 0x30;
    const weighed = at % 2 === 0 ? digit * 2 : digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum;
};

/** Whether the last of ten characters is the check digit of the nine before it. */
export const isChecked = (ten: string): boolean => luhnSum(ten) % 10 === 0;

/**
 * True when a text holds what looks like a personnummer: such are never stored. Digits written together count only when
 * their check digit is right, since telephone numbers have ten digits too.
 */
export const holdsPersonalNumber = (text: string): boolean => {
  for (const [, year = '', month = '', day = '', separator, last = ''] of text.matchAll(pattern)) {
    if (isDay(Number(day)) && (separator !== '' || isChecked(`${year}${month}${day}${last}`))) return true;
  }
  return false;
};

/** True when a whole value has the form of a personnummer, right check digit or not: for fields that hold a number. */
export const looksLikePersonalNumber = (text: string): boolean => {
  const digits = text.replace(/[\s+‑–-]/g, '');
  if (!/^(?:(?:18|19|20)\d{10}|\d{10})$/.test(digits)) return false;
  const ten = digits.slice(-10);
  return /^\d{2}(0[1-9]|1[0-2])/.test(ten) && isDay(Number(ten.slice(4, 6)));
};
