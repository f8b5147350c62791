const plain = /^[\x21-\x7e](?:[\x20-\x7e\n]*[\x21-\x7e])?$/;

/** Whether a character takes no place on the page: `trim` leaves the zero-width ones. */
const isInvisible = (code: number): boolean =>
  code <= 0x20 ||
  code === 0x7f ||
  code === 0xa0 ||
  code === 0xad ||
  (code >= 0x2000 && code <= 0x200f) ||
  code === 0x2028 ||
  code === 0x2029 ||
  code === 0x202f ||
  code === 0x205f ||
  code === 0x2060 ||
  code === 0x3000 ||
  code === 0xfeff;

/** Counted from both ends, because a pattern would take quadratic time on a cell made of spaces. */
const trimmed = (text: string): string => {
  let start = 0;
  let end = text.length;
  while (start < end && isInvisible(text.charCodeAt(start))) start++;
  while (end > start && isInvisible(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
};

/** Trims invisible characters at the edges and puts å, ä and ö together when a Mac has taken them apart. */
export const cleanText = (text: string): string =>
  text === '' || plain.test(text) ? text : trimmed(text).replace(/\r\n?/g, '\n').normalize('NFC');

/**
 * Letters that have been through the wrong encoding: UTF-8 read as Windows-1252 ('Ã¥'), characters already lost
 * (U+FFFD), control characters, and letters of old DOS and Mac files inside words.
 */
const garbled =
  /Ã[\u0080-\u00bf\u2013-\u203a€ŒœŠšŸŽžƒˆ˜]|Â[\u00a0-\u00bf]|\ufffd|[\u0080-\u0084\u0086-\u009f]|\p{Ll}[†„ŒŠ]\p{Ll}/u;

const beyondAscii = /[^\p{ASCII}]/u;

/** The first garbled letters of a text, or null when it reads well. */
export const garbledPart = (text: string): string | null =>
  beyondAscii.test(text) ? (garbled.exec(text)?.[0] ?? null) : null;
