import { type Block, figureRun, heading, type Prose, paragraph, type Run } from '#app/documents/index.ts';
import type { Figure } from '#app/shared/figure.ts';

/** Finds the figure that a code in somebody's text stands for today; null when there is no such figure any more. */
export type FigureFinder = (code: string) => Figure | null;

const figureMark = /\{\{\s*(S-[0-9A-Z]{4,12})\s*\}\}/g;

/** The mark that puts a figure into one's own text. */
export const figureMarkFor = (code: string): string => `{{${code}}}`;

/** The codes put into a text, each once. */
export const codesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(figureMark)].map(match => match[1] ?? '')),
];

/** A text with its figures as runs. A figure that no longer exists is named by its code, so that it is seen. */
export const ownProse = (text: string, find: FigureFinder): Prose => {
  const runs: Run[] = [];
  let from = 0;
  for (const match of text.matchAll(figureMark)) {
    const before = text.slice(from, match.index);
    if (before !== '') runs.push(before);
    const figure = find(match[1] ?? '');
    runs.push(figure ? figureRun(figure) : `[${match[1]}]`);
    from = match.index + match[0].length;
  }
  const rest = text.slice(from);
  return rest === '' ? runs : [...runs, rest];
};

const joinLines = (lines: readonly string[]): string => lines.map(line => line.trim()).join(' ');

/**
 * A text as blocks: an empty line begins a new paragraph, lines that begin with "- " are a list, and a line that begins
 * with "## " is a heading. Nothing else is read as anything but words.
 */
export const ownBlocks = (text: string, find: FigureFinder, headingLevel: 2 | 3): Block[] =>
  text
    .split(/\n\s*\n/)
    .flatMap(piece => {
      const lines = piece.split('\n').filter(line => line.trim() !== '');
      const [first = '', ...others] = lines;
      return first.startsWith('## ') ? [[first], others] : [lines];
    })
    .filter(lines => lines.length > 0)
    .map((lines): Block => {
      const [first = ''] = lines;
      if (first.startsWith('## ')) return heading(headingLevel, first.slice(3).trim());
      if (lines.every(line => /^[-•] /.test(line.trim()))) {
        return { kind: 'list', items: lines.map(line => ownProse(line.trim().slice(2), find)) };
      }
      return paragraph(ownProse(joinLines(lines), find));
    });

const month =
  '(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|jan|feb|apr|jun|jul|aug|sept?|okt|nov|dec)';

/** Digits that are not data: days, years, paragraphs of law and minutes, registry numbers, year levels, numbers of steps. */
const notData: readonly RegExp[] = [
  new RegExp(`\\b\\d{1,2}(?:\\s*[–-]\\s*\\d{1,2})?\\s+${month}\\.?(?:\\s+\\d{4})?\\b`, 'giu'),
  new RegExp(`\\b${month}\\s+\\d{4}\\b`, 'giu'),
  /\b\d{4}-\d{2}-\d{2}\b/g,
  /\b(?:SFS|SOU|Dir|Ds|prop|bet|rskr|RiR|HFD|RÅ|SKOLFS)\.?\s*\d{4}(?:\/\d{2,4})?[:\s]+\d+\b/giu,
  /(?<![\p{L}\d])[A-ZÅÄÖ]{2,5}[\s-]?\d{4}\s*[/:-]\s*\d+\b/gu,
  /\b\d{4}:\d+\b/g,
  /§+\s*\d+(?:\s?[a-z]\b)?(?:\s*(?:[–-]|och|,)\s*\d+(?:\s?[a-z]\b)?)*/gu,
  /\b\d+(?:\s?[a-z])?(?:\s*(?:[–-]|och|,)\s*\d+(?:\s?[a-z])?)*\s*§+/gu,
  /\b\d+(?:\s?[a-z])?\s+kap\b\.?/gu,
  /\b(?:19|20)\d{2}(?:\s*[/–-]\s*(?:(?:19|20)?\d{2}))?\b(?!\s?%)/g,
  /(?<!\p{L})(?:årskurs(?:erna|er)?|åk)\.?\s+[1-9](?:\s*(?:[–-]|och|,)\s*[1-9])*\b/giu,
  /\b[F1-9]\s*[–-]\s*[1-9]\b/g,
  /\b(?:punkt(?:en|erna)?|fråga|frågorna|version|nivå|tabell|bild|bilaga|del|steg)\s+\d+(?:\s*(?:[–-]|och|,)\s*\d+)*\b/giu,
  /\bkl\.?\s*\d{1,2}(?:[.:]\d{2})?\b/giu,
];

// Letters in front would make the digits part of a name: 'P1', 'U2', 'CO2'.
const number = /(?<![\p{L}\d])\d[\d\s\u202f\u00a0]*(?:[.,]\d+)?(?:[\s\u00a0]?%)?/gu;

/** The numbers in a text that look like data and have no source: '34', '12,5 %'. */
export const bareNumbers = (text: string): string[] => {
  const left = notData.reduce(
    (rest, pattern) => rest.replace(pattern, found => '·'.repeat(found.length)),
    text.replace(figureMark, '·'),
  );
  return [...left.matchAll(number)].map(match => match[0].trim());
};
