/** What no format can carry: control characters, halves of characters and code points that are not characters. */
const unwritable = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/** Marks that turn the direction of the text around them, and marks that are not seen: they can make a text say something else. */
const unseen = /[\p{Bidi_Control}\u200b\u2060-\u2064\ufeff]/gu;

/** The text in a form that every format can hold: one line, composed letters (å, not a + °), nothing hidden. */
export const cleanText = (text: string): string =>
  text
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' ')
    .replace(unwritable, '')
    .replace(unseen, '')
    .normalize('NFC');

const months = 'januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december';
const oneWord = new RegExp(`§ (?=\\d)|(?<=\\b\\d{1,2}) (?=(?:${months})\\b)`, 'g');

/** The text with a paragraph sign held to its number and a day to its month, so that no line ends between them. */
export const heldTogether = (text: string): string =>
  text.replace(oneWord, match => match.replace(' ', '\u00a0'));

const SAFE_HREF = /^(https?:\/\/[^\s]+|mailto:[^\s]+|\/(?!\/)[^\s]*|#[^\s]*)$/iu;

/** The address when it leads to a page or a mailbox; null for everything else, such as javascript:. */
export const safeHref = (href: string): string | null => {
  const clean = cleanText(href).trim();
  return SAFE_HREF.test(clean) ? clean : null;
};
