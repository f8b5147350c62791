import { limits } from './limits.ts';
import { inCell, inLine, UnreadableFile } from './problem.ts';
import { columnLetters, isBlank, type RawRow } from './raw-row.ts';
import { texts } from './sv.ts';
import { cleanText } from './text.ts';

/** In the order they are believed when a file fits several: a comma is more often text than a semicolon is. */
const delimiters = [';', '\t', '|', ','] as const;
export type Delimiter = (typeof delimiters)[number];

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/**
 * Records of a delimited text, one at a time. A quote counts only at the start of a cell, as in Excel; inside quotes
 * delimiters and line breaks belong to the text. `line` is the line of the file where the record starts.
 */
export function* csvRecords(text: string, delimiter: Delimiter, start = 0, startLine = 1): Generator<RawRow> {
  const separator = delimiter.charCodeAt(0);
  const end = text.length;
  let at = start;
  let line = startLine;
  while (at < end) {
    const recordLine = line;
    const cells: string[] = [];
    let inRecord = true;
    while (inRecord) {
      if (text.charCodeAt(at) === QUOTE) {
        const quoteLine = line;
        let cell = '';
        let from = at + 1;
        for (;;) {
          const close = text.indexOf('"', from);
          if (close === -1) throw new UnreadableFile(inLine(quoteLine, texts.openQuote(quoteLine)));
          cell += text.slice(from, close);
          if (text.charCodeAt(close + 1) !== QUOTE) {
            at = close + 1;
            break;
          }
          cell += '"';
          from = close + 2;
        }
        line += lineBreaksIn(cell);
        while (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0xa0) at++;
        const next = text.charCodeAt(at);
        if (at < end && next !== separator && next !== LF && next !== CR) {
          throw new UnreadableFile(inLine(line, texts.textAfterQuote(line)));
        }
        addCell(cells, cell, recordLine);
      } else {
        const from = at;
        let code = text.charCodeAt(at);
        while (at < end && code !== separator && code !== LF && code !== CR) code = text.charCodeAt(++at);
        addCell(cells, text.slice(from, at), recordLine);
      }
      if (at < end && text.charCodeAt(at) === separator) at++;
      else inRecord = false;
    }
    if (at < end) {
      at += text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF ? 2 : 1;
      line++;
    }
    yield { line: recordLine, cells };
  }
}

const addCell = (cells: string[], written: string, line: number): void => {
  if (written.length > limits.cellCharacters) {
    const letters = columnLetters(cells.length);
    throw new UnreadableFile(inCell(line, letters, texts.longCell(line, letters, limits.cellCharacters)));
  }
  const cell = cleanText(written);
  // Cells beyond the limit are remembered only when they hold something: files often end in rows of delimiters.
  if (cells.length >= limits.columns && cell !== '') {
    throw new UnreadableFile(inLine(line, texts.tooManyColumns(line, limits.columns)));
  }
  if (cells.length < limits.columns) cells.push(cell);
};

const lineBreaksIn = (text: string): number => {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) count++;
  }
  return count;
};

/** The text after Excel's own first line `sep=;`, and the delimiter it names. */
export const declaredDelimiter = (
  text: string,
): { readonly delimiter: Delimiter; readonly start: number } | null => {
  const match = /^sep=([;,|\t])(?:\r\n|\r|\n|$)/i.exec(text);
  const delimiter = delimiters.find(candidate => candidate === match?.[1]);
  return match && delimiter ? { delimiter, start: match[0].length } : null;
};

const SAMPLE_RECORDS = 100;
/** Differences in evenness smaller than this decide nothing: the order of `delimiters` does. */
const TOLERANCE = 0.05;

type Fit = { readonly delimiter: Delimiter; readonly headerMatches: number; readonly evenness: number };

/**
 * The delimiter under which the first records are most even. A delimiter must occur in the header, which is the first
 * record or, when `headerMatches` knows better, the record that holds the expected names.
 */
export const detectDelimiter = (
  text: string,
  headerMatches: (cells: readonly string[]) => number,
): Delimiter => {
  const fits = delimiters.map(delimiter => fitOf(text, delimiter, headerMatches)).filter(fit => fit !== null);
  const mostMatches = Math.max(0, ...fits.map(fit => fit.headerMatches));
  const candidates = fits.filter(fit => fit.headerMatches === mostMatches);
  const mostEven = Math.max(0, ...candidates.map(fit => fit.evenness));
  return candidates.find(fit => fit.evenness >= mostEven - TOLERANCE)?.delimiter ?? commonestIn(text);
};

const fitOf = (
  text: string,
  delimiter: Delimiter,
  headerMatches: (cells: readonly string[]) => number,
): Fit | null => {
  const records = sampleRecords(text, delimiter);
  const widths = records?.map(record => record.cells.length) ?? [];
  const matches = Math.max(
    0,
    ...(records ?? []).slice(0, limits.headerSearchRows).map(row => headerMatches(row.cells)),
  );
  const commonest = mode(widths);
  if (commonest === null || commonest.value < 2 || (matches === 0 && (widths[0] ?? 0) < 2)) return null;
  return { delimiter, headerMatches: matches, evenness: commonest.count / widths.length };
};

const sampleRecords = (text: string, delimiter: Delimiter): RawRow[] | null => {
  const records: RawRow[] = [];
  try {
    for (const record of csvRecords(text, delimiter)) {
      if (!isBlank(record)) records.push(record);
      if (records.length === SAMPLE_RECORDS) break;
    }
  } catch (error) {
    if (error instanceof UnreadableFile) return null;
    throw error;
  }
  return records;
};

const mode = (numbers: readonly number[]): { readonly value: number; readonly count: number } | null => {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  let best: { value: number; count: number } | null = null;
  for (const [value, count] of counts) {
    if (!best || count > best.count || (count === best.count && value > best.value)) best = { value, count };
  }
  return best;
};

/** For files too broken to sample: what the first line holds most of, so that the real reading can say what is wrong. */
const commonestIn = (text: string): Delimiter => {
  const firstLine = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  let best: Delimiter = ';';
  for (const delimiter of delimiters) {
    if (firstLine.split(delimiter).length > firstLine.split(best).length) best = delimiter;
  }
  return best;
};
