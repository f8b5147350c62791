export const LINE_FEED = 10;
export const CARRIAGE_RETURN = 13;
export const QUOTE = 34;

const COMMA = 44;
const SEMICOLON = 59;
const TAB = 9;

/** What may stand between columns; on a tie the first that is listed is taken. */
const DELIMITERS: readonly number[] = [SEMICOLON, TAB, COMMA];

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const windows1252 = new TextDecoder('windows-1252');

/** The text of some bytes: UTF-8, or Windows-1252 where they cannot be UTF-8. */
export const textOf = (bytes: Uint8Array): string => {
  try {
    return utf8.decode(bytes);
  } catch {
    return windows1252.decode(bytes);
  }
};

/** The byte between columns: the most common of semicolon, tab and comma outside quotes in the header. */
export const delimiterOf = (bytes: Uint8Array, from: number, to: number): number => {
  const counts = new Map(DELIMITERS.map(delimiter => [delimiter, 0]));
  let quoted = false;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) quoted = !quoted;
    else if (byte === LINE_FEED && !quoted) break;
    const count = counts.get(byte);
    if (count !== undefined && !quoted) counts.set(byte, count + 1);
  }
  return DELIMITERS.reduce((best, one) => ((counts.get(one) ?? 0) > (counts.get(best) ?? 0) ? one : best));
};

/** Whether numbers may be written with a decimal comma: where the comma does not stand between columns. */
export const allowsDecimalComma = (delimiter: number): boolean => delimiter !== COMMA;

/** One row of a table as text, and where the next begins; null when its end is not in the bytes. */
export const readRecord = (
  bytes: Uint8Array,
  from: number,
  to: number,
  delimiter: number,
): { readonly fields: readonly string[]; readonly next: number } | null => {
  const fields: string[] = [];
  let at = from;
  for (;;) {
    let field: string;
    if (bytes[at] === QUOTE) {
      let close = at + 1;
      while (close < to && (bytes[close] !== QUOTE || bytes[close + 1] === QUOTE)) {
        close += bytes[close] === QUOTE ? 2 : 1;
      }
      if (close >= to) return null;
      field = textOf(bytes.subarray(at + 1, close)).replaceAll('""', '"');
      at = close + 1;
      while (at < to && bytes[at] !== delimiter && bytes[at] !== LINE_FEED) at += 1;
    } else {
      const start = at;
      while (at < to && bytes[at] !== delimiter && bytes[at] !== LINE_FEED) at += 1;
      const end = bytes[at] === LINE_FEED && at > start && bytes[at - 1] === CARRIAGE_RETURN ? at - 1 : at;
      field = textOf(bytes.subarray(start, end));
    }
    if (at >= to) return null;
    fields.push(field);
    at += 1;
    if (bytes[at - 1] === LINE_FEED) return { fields, next: at };
  }
};

/** A value as it is written in a comma-separated table: in quotes only where it must be. */
export const csvValue = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
