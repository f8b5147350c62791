import { FONT_SIZE } from './pen.ts';

const narrow = new Set('fijlrtI1.,:;()|- ');
const wide = new Set('mwMW@%—→+−');
/** Even figures are wider than small letters in most faces. */
const figure = /\d/;

/** About how wide a text is in pixels. Measured by kind of letter: no font is at hand, and a few per cent too much does no harm. */
export const textWidth = (text: string, size = FONT_SIZE): number => {
  let em = 0;
  for (const letter of text) {
    if (narrow.has(letter)) em += 0.34;
    else if (wide.has(letter)) em += 0.86;
    else if (letter !== letter.toLowerCase()) em += 0.68;
    else if (figure.test(letter)) em += 0.64;
    else em += 0.54;
  }
  return em * size;
};

/** Breaks one word that is wider than the line, at the letter. Long Swedish compounds have no spaces. */
const breakWord = (word: string, width: number, size: number): string[] => {
  const parts: string[] = [];
  let part = '';
  for (const letter of word) {
    if (part !== '' && textWidth(`${part}${letter}-`, size) > width) {
      parts.push(`${part}-`);
      part = '';
    }
    part += letter;
  }
  return [...parts, part];
};

/** The text in lines no wider than `width` pixels. */
export const wrapText = (text: string, width: number, size = FONT_SIZE): readonly string[] => {
  const words = text
    .split(/\s+/)
    .filter(word => word !== '')
    .flatMap(word => (textWidth(word, size) > width ? breakWord(word, width, size) : [word]));
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, size) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length === 0 ? [''] : lines;
};

/** The text cut to one line, with an ellipsis when something is left out. The whole text stands in the table. */
export const cutText = (text: string, width: number, size = FONT_SIZE): string => {
  if (textWidth(text, size) <= width) return text;
  const letters = [...text];
  while (letters.length > 1 && textWidth(`${letters.join('')}…`, size) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
};
