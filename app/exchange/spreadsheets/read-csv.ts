import { csvRecords, declaredDelimiter, detectDelimiter } from './csv.ts';
import { type DecodedText, decodeText } from './encoding.ts';
import type { Pause } from './pause.ts';
import { isBlank, keepInto, type RawRow, type RawSheet, type TakeRow } from './raw-row.ts';

const RECORDS_BETWEEN_PAUSES = 500;

/** Ctrl-Z ended files in DOS, and some registers still write it. */
const withoutDosEnd = (text: string): string => {
  const last = text.trimEnd();
  return last.endsWith('\u001a') ? last.slice(0, -1) : text;
};

/** Hands over the rows of delimited text. Throws `UnreadableFile` when quotes do not balance or a limit is passed. */
export const csvRows = async (
  { text: decoded, remarks }: DecodedText,
  headerMatches: (cells: readonly string[]) => number,
  take: TakeRow,
  pause: Pause,
  onProgress?: (share: number) => void,
): Promise<readonly string[]> => {
  const text = withoutDosEnd(decoded);
  const declared = declaredDelimiter(text);
  const delimiter = declared?.delimiter ?? detectDelimiter(text, headerMatches);
  const lines = countLines(text);
  let read = 0;
  for (const record of csvRecords(text, delimiter, declared?.start ?? 0, declared ? 2 : 1)) {
    if (++read % RECORDS_BETWEEN_PAUSES === 0) {
      await pause();
      onProgress?.(Math.min(1, read / lines));
    }
    if (!isBlank(record) && !take(record)) break;
  }
  return remarks;
};

const countLines = (text: string): number => {
  const sample = text.slice(0, 100_000);
  const inSample = sample.split('\n').length;
  return Math.max(1, Math.round((inSample * text.length) / Math.max(1, sample.length)));
};

/** All rows of delimited text, within the limits of a table. */
export const readCsv = async (
  bytes: Uint8Array,
  headerMatches: (cells: readonly string[]) => number,
  pause: Pause,
): Promise<RawSheet> => {
  const rows: RawRow[] = [];
  const remarks = await csvRows(decodeText(bytes), headerMatches, keepInto(rows), pause);
  return { rows, errorCells: [], remarks };
};
