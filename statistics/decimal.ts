const ZERO = 48;
const NINE = 57;
const PLUS = 43;
const MINUS = 45;
const POINT = 46;
const COMMA = 44;
const UPPER_E = 69;
const LOWER_E = 101;

/** Digits are gathered in two groups, each a whole number of 32 bits. */
const GROUP = 9;

/** Whole numbers of so many digits are exact in a double. */
const EXACT_DIGITS = 15;

/** Powers of ten that a double holds exactly. */
const TENS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

const SPLITTER = 2 ** 27 + 1;

/** What a·b lost when it was rounded to `product`, exactly (Dekker 1971, Veltkamp's splitting). */
const productError = (a: number, b: number, product: number): number => {
  const widerA = SPLITTER * a;
  const highA = widerA - (widerA - a);
  const lowA = a - highA;
  const widerB = SPLITTER * b;
  const highB = widerB - (widerB - b);
  const lowB = b - highB;
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
};

/** Twice what the two-double quotient below can be wrong by, relatively. */
const DOUBT = 2 ** -98;

/**
 * (lead·10^more + tail) / 10^decimals rounded once, or NaN when it lies too near the middle of two doubles to tell. The
 * quotient is formed in two doubles, and is taken only if a small push either way rounds to the same.
 */
const longQuotient = (lead: number, more: number, tail: number, decimals: number): number => {
  const factor = TENS[more] ?? 1;
  const divisor = TENS[decimals] ?? 1;
  const product = lead * factor;
  const whole = product + tail;
  const rest = product - whole + tail + productError(lead, factor, product);
  const first = whole / divisor;
  const back = first * divisor;
  const second = (whole - back - productError(first, divisor, back) + rest) / divisor;
  const push = first * DOUBT;
  const near = first + (second + push);
  return near === first + (second - push) ? near : Number.NaN;
};

/** The number as its text says, by the language's own reading; NaN if the bytes are not a decimal number. */
const readByText = (bytes: Uint8Array, from: number, to: number, comma: boolean): number => {
  let text = '';
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    text += comma && byte === COMMA ? '.' : String.fromCharCode(byte);
  }
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN;
};

/**
 * The double nearest to a decimal number written in ASCII: exactly what `Number(text)` gives. Returns NaN for what is not
 * a decimal number: nothing at all, spaces, hexadecimal digits, NaN and Infinity by name.
 *
 * Up to 15 digits are one whole number divided by one power of ten, both exact, so that the division rounds once
 * (Clinger 1990); up to 18 digits go by a quotient in two doubles; what remains goes by the language's own reading.
 *
 * @param bytes The text stands in `bytes` from `from` up to but not including `to`.
 * @param comma Whether a decimal comma is also understood.
 */
export const readDecimal = (bytes: Uint8Array, from: number, to: number, comma: boolean): number => {
  let at = from;
  const sign = bytes[at];
  if (sign === MINUS || sign === PLUS) at += 1;
  const start = at;
  let lead = 0;
  let tail = 0;
  let digits = 0;
  let point = -1;
  for (; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= ZERO && byte <= NINE) {
      if (digits < GROUP) lead = (lead * 10 + byte - ZERO) | 0;
      else if (digits < 2 * GROUP) tail = (tail * 10 + byte - ZERO) | 0;
      // Zeros before the first other digit say nothing about precision.
      if (digits > 0 || byte !== ZERO) digits += 1;
    } else if (point < 0 && (byte === POINT || (comma && byte === COMMA))) point = at;
    else if (byte === LOWER_E || byte === UPPER_E) return readByText(bytes, from, to, comma);
    else return Number.NaN;
  }
  if (at - start - (point < 0 ? 0 : 1) <= 0) return Number.NaN;
  const decimals = point < 0 ? 0 : to - point - 1;
  if (digits > 2 * GROUP || decimals >= TENS.length) return readByText(bytes, from, to, comma);
  const more = Math.max(0, digits - GROUP);
  let size: number;
  if (digits <= EXACT_DIGITS) size = (lead * (TENS[more] ?? 1) + tail) / (TENS[decimals] ?? 1);
  else {
    size = longQuotient(lead, more, tail, decimals);
    if (Number.isNaN(size)) return readByText(bytes, from, to, comma);
  }
  return sign === MINUS ? -size : size;
};
