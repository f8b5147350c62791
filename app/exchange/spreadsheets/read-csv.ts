import { csvRecords, declaredDelimiter, detectDelimiter } from './csv.ts';
import { decodeText } from './encoding.ts';
import { limits } from './limits.ts';
import type { Pause } from './pause.ts';
import { inFile, UnreadableFile } from './problem.ts';
import { isBlank, type RawRow, type RawSheet } from './raw-row.ts';
import { texts } from './sv.ts';

const RECORDS_BETWEEN_PAUSES = 500;

/** Ctrl-Z ended files in DOS, and some registers still write it. */
const withoutDosEnd = (text: string): string => {
  const last = text.trimEnd();
  return last.endsWith('\u001a') ? last.slice(0, -1) : text;
};

/** Reads delimited text. Throws `UnreadableFile` when quotes do not balance or a limit is passed. */
export const readCsv = async (
  bytes: Uint8Array,
  headerMatches: (cells: readonly string[]) => number,
  pause: Pause,
): Promise<RawSheet> => {
  const { text: decoded, remarks } = decodeText(bytes);
  const text = withoutDosEnd(decoded);
  const declared = declaredDelimiter(text);
  const delimiter = declared?.delimiter ?? detectDelimiter(text, headerMatches);
  const rows: RawRow[] = [];
  let read = 0;
  for (const record of csvRecords(text, delimiter, declared?.start ?? 0, declared ? 2 : 1)) {
    if (++read % RECORDS_BETWEEN_PAUSES === 0) await pause();
    if (isBlank(record)) continue;
    rows.push(record);
    if (rows.length > limits.rows + limits.headerSearchRows) {
      throw new UnreadableFile(inFile(texts.tooManyRows(limits.rows)));
    }
  }
  return { rows, errorCells: [], remarks };
};
