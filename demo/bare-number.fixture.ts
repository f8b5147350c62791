import {
  type Block,
  type Cell,
  cellProse,
  figureText,
  type Manuscript,
  type Picture,
  type Prose,
} from '#app/documents/index.ts';
import type { Figure } from '#app/shared/figure.ts';

const month = '(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)';
const shortMonth = '(?:jan|feb|mars|april|maj|juni|juli|aug|sep|okt|nov|dec)';

/** Digits that say when, in which school year or round, on which level, or where something is written, and so count nothing. */
const notCounts: readonly RegExp[] = [
  new RegExp(`\\b\\d{1,2} (?:${month}|${shortMonth}) \\d{4}\\b`, 'g'),
  new RegExp(`\\b${month} \\d{4}\\b`, 'g'),
  /(?<!\p{L})(?:år|sommaren) \d{4}\b/gu,
  /\bläsår(?:et)? \d{4}\/\d{2}(?: och \d{4}\/\d{2})*/gi,
  /^\d{4}\/\d{2}$/g,
  /\buppföljning [1-9]\b/g,
  /\b[PF]\d{1,2}\b/g,
  /^[1-4] (?:Påbörjat|På väg|Etablerat|Spridande)\b/g,
  /(?<!\p{L})årskurs [1-9]\b/gu,
  /§ \d+/g,
  /\b\d+ §/g,
  /\b[A-Z]{3} \d{4}\/\d+\b/g,
  /\bIFAU \d{4}:\d+\b/g,
];

/** The numbers of a text that claim to count something. */
export const countsIn = (text: string): string[] =>
  notCounts
    .reduce((rest, pattern) => rest.replace(pattern, ' '), text.replaceAll('\u00a0', ' '))
    .match(/\d+(?:[.,]\d+)?/g) ?? [];

const wordsOf = (prose: Prose): string[] =>
  prose.flatMap(run => {
    if (typeof run === 'string') return [run];
    return run.kind === 'figure' ? [] : [run.text];
  });

const figuresOf = (cells: readonly Cell[]): Figure[] =>
  cells.flatMap(cell =>
    cellProse(cell).flatMap(run => (typeof run !== 'string' && run.kind === 'figure' ? [run.figure] : [])),
  );

const cellWords = (rows: readonly { readonly cells: readonly Cell[] }[]): string[] =>
  rows.flatMap(({ cells }) => cells.flatMap(cell => wordsOf(cellProse(cell))));

/** How large a drawing is, as its description says it to those who do not see it: '14 enheter', '(19 st)'. */
const sizeOfDrawing = /\b\d+ (?:rader|enheter|områden|ämnen)\b|\(\d+ st\)/g;

/** A picture's own words may repeat the figures that stand beside it and in the table behind it. */
const pictureTexts = ({ title, description, source, figures = [], table }: Picture): string[] => {
  const beside = [...figures, ...figuresOf(table.rows.flatMap(row => row.cells))];
  const known = new Set(beside.flatMap(figure => countsIn(figureText(figure))));
  const own = [title, description.replace(sizeOfDrawing, '')];
  return [
    ...own.filter(text => countsIn(text).some(number => !known.has(number))),
    ...[source, ...cellWords(table.rows)],
  ];
};

/** Every text of a block that is not a figure. */
const bareTexts = (block: Block): string[] => {
  switch (block.kind) {
    case 'heading':
      return [block.text];
    case 'paragraph':
    case 'quote':
    case 'note':
      return wordsOf(block.text);
    case 'list':
    case 'clauses':
      return [...(block.kind === 'clauses' ? [block.leadIn ?? ''] : []), ...block.items.flatMap(wordsOf)];
    case 'table':
      return [
        block.caption,
        block.source ?? '',
        ...wordsOf(block.note ?? []),
        ...block.columns.map(column => column.head),
        ...cellWords(block.rows),
      ];
    case 'picture':
      return pictureTexts(block);
    case 'facts':
      return block.items.flatMap(({ term, description }) => [term, ...wordsOf(description)]);
    case 'pageBreak':
    case 'signatures':
      return [];
  }
};

/** The numbers in a document that count something without being figures, each with the text it stands in. */
export const countsWithoutFigure = ({ blocks }: Pick<Manuscript, 'blocks'>): string[] =>
  blocks.flatMap(bareTexts).flatMap(text => countsIn(text).map(number => `${number} in "${text}"`));
