import type { Semester } from '#app/shared/academic-year.ts';
import { failed, type Outcome, ok } from '#app/shared/outcome.ts';
import type { Surroundings } from '../delivery.ts';
import { type DeliveryKind, deliveryKinds, kindDescriptions } from '../kind.ts';
import type { ColumnChoice, Reading, ReadingProgress, ResultFile } from '../reading.ts';
import { sv as room } from '../sv.ts';
import { expectedNames } from './column-names.ts';
import { type Columns, columnsOf, headerLikeness } from './columns.ts';
import { hexOf } from './hex.ts';
import { masked } from './pupil-number.ts';
import type { Remarks } from './remarks.ts';
import { RowReader } from './row-reader.ts';
import type { RowSource, SourceRow } from './source.ts';
import type { SubjectWords } from './subject-words.ts';
import { texts } from './sv.ts';
import type { Tally } from './tally.ts';

export type FileSetting = {
  readonly file: ResultFile;
  readonly kind: DeliveryKind;
  readonly academicYear: number;
  readonly semester: Semester | null;
  readonly surroundings: Surroundings;
  readonly words: SubjectWords;
  readonly choices: readonly ColumnChoice[];
  readonly isLinked: boolean;
  readonly readRows: RowSource;
  readonly onProgress: (progress: ReadingProgress) => void;
};

type Asks = Extract<Reading, { kind: 'asks' }>;
/** What reading one file came to beside what it added to the tally; the choice is the one that was used. */
export type FileEnd = {
  readonly said: readonly string[];
  readonly choice: ColumnChoice | null;
  readonly asks: Asks | null;
};

/** Rows looked through for the header. */
const HEADER_SEARCH = 20;

type Header = {
  /** The place of the header among the first rows; −1 when there is none. */
  readonly at: number;
  readonly cells: readonly string[];
};

const filled = (cells: readonly string[]): number => cells.filter(cell => cell !== '').length;
const trimmedEnd = (cells: readonly string[]): readonly string[] =>
  cells.slice(0, cells.findLastIndex(cell => cell !== '') + 1);
const letters = (index: number): string =>
  (index >= 26 ? letters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

/** The row that holds most names of columns; without any, the first that is as wide as the rest and holds no numbers. */
const headerOf = (rows: readonly SourceRow[], kind: DeliveryKind, words: SubjectWords): Header => {
  let [best, most] = [-1, 0];
  for (const [at, { cells }] of rows.entries()) {
    const likeness = headerLikeness(cells, kind, words);
    if (likeness > most) [best, most] = [at, likeness];
  }
  if (best >= 0) return { at: best, cells: trimmedEnd(rows[best]?.cells ?? []) };
  const width = Math.max(0, ...rows.map(({ cells }) => filled(cells)));
  const widest = rows.findIndex(({ cells }) => filled(cells) === width);
  const cells = trimmedEnd(rows[widest]?.cells ?? []);
  return cells.some(cell => /\d{4}/.test(cell)) ? { at: -1, cells } : { at: widest, cells };
};

/** A header is known again by its words; files without one by how wide they are. */
const hashOf = ({ at, cells }: Header): Promise<string> =>
  hexOf(JSON.stringify(at < 0 ? cells.length : cells));

const namesOf = ({ at, cells }: Header): readonly string[] =>
  at < 0 ? cells.map((_, index) => letters(index)) : cells;

const problemText = (
  text: string,
  where: { readonly row: number | null; readonly column: string | null },
) => ({
  ...(where.row === null ? {} : { row: where.row }),
  ...(where.column === null ? {} : { column: where.column }),
  text,
});

/** Looks at the first rows alone: finds the header, and the choice that was made for it before. */
const probe = async ({ file, readRows, kind, words, choices }: FileSetting) => {
  const first: SourceRow[] = [];
  const outcome = await readRows(file.bytes, {
    ...{ expect: expectedNames, encoding: file.encoding },
    take: row => {
      first.push(row);
      return first.length < HEADER_SEARCH;
    },
  });
  if (!outcome.ok) return outcome;
  const header = headerOf(first, kind, words);
  const hash = await hashOf(header);
  const choice = choices.find(one => one.kind === kind && one.headerHash === hash) ?? null;
  return ok({ header, hash, choice, garbled: outcome.value.garbled, isEmpty: first.length === 0 });
};

const asksFor = (
  { file, kind }: FileSetting,
  header: Header,
  headerHash: string,
  columns: Columns,
): Asks => ({
  kind: 'asks',
  file: file.name,
  as: kind,
  hasHeader: header.at >= 0,
  header: header.at < 0 ? header.cells.map(masked) : header.cells,
  headerHash,
  missing: columns.missing,
  believed: columns.at,
});

/** Columns that hold something nobody asks for. */
const unused = (header: readonly string[], { at, wide }: Columns): string[] => {
  const used = new Set([...Object.values(at), ...wide.map(({ index }) => index)]);
  return header.filter((name, index) => name !== '' && !used.has(index));
};

const nameOfPupil = /^(?:för|efter|mellan|tilltals)?namn$/i;

/** Names of pupils are told apart from other columns: nobody should wonder which of them is used. */
const addSkipped = (skipped: readonly string[], file: string, remarks: Remarks): void => {
  const rule = 'ogiltig kolumn hoppas över';
  const others = skipped.filter(name => !nameOfPupil.test(name.trim()));
  if (others.length < skipped.length) remarks.add({ rule, file, text: texts.namesUnused });
  if (others.length > 0) remarks.add({ rule, file, text: texts.columnsSkipped(others.map(masked)) });
};

/** Above this share of rows with the year level of another kind the file is of that kind. */
const MOST_OF_ANOTHER = 0.8;

/** Says which kind a file looks like when nearly all rows have a year level that this one does not have. */
const addLikelyKind = (
  { file, kind, words }: FileSetting,
  { otherLevels, rows }: RowReader,
  names: readonly string[],
  remarks: Remarks,
): void => {
  const [level, count] = [...otherLevels].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
  if (count < MOST_OF_ANOTHER * rows) return;
  const likely = deliveryKinds.find(
    one =>
      one !== kind &&
      kindDescriptions[one].levels?.includes(level) &&
      columnsOf(names, one, words, null).missing.length === 0,
  );
  if (likely)
    remarks.add({
      ...{ rule: 'årskurs finns inte vid skolenheten', file: file.name },
      text: texts.looksLike(room.kinds[likely], level, count, rows),
    });
};

/** Reads one file into the tally. What is wrong in it is told to the remarks; what cannot be known is asked. */
export const readFile = async (setting: FileSetting, tally: Tally, remarks: Remarks): Promise<FileEnd> => {
  const { file, kind, words, onProgress } = setting;
  const nothing: FileEnd = { said: [], choice: null, asks: null };
  const refuse = (problems: Outcome<never, { line: number | null; column: string | null; text: string }>) => {
    if (problems.ok) return nothing;
    for (const { line, column, text } of problems.problems)
      remarks.add({
        rule: 'raden går inte att läsa',
        file: file.name,
        ...problemText(text, { row: line, column }),
      });
    return nothing;
  };
  const refuseGarbled = (line: number, part: string): FileEnd => {
    remarks.add({
      rule: 'tecken har blivit fel',
      file: file.name,
      row: line,
      written: part,
      text: texts.garbled(part),
    });
    return nothing;
  };
  const probed = await probe(setting);
  if (!probed.ok) return refuse(probed);
  const { header, hash, choice, garbled } = probed.value;
  if (garbled) return refuseGarbled(garbled.line, garbled.part);
  if (probed.value.isEmpty) return refuse(failed({ line: null, column: null, text: texts.noRows }));
  const names = namesOf(header);
  const columns = columnsOf(names, kind, words, choice?.columns ?? null);
  if (columns.missing.length > 0) return { ...nothing, asks: asksFor(setting, header, hash, columns) };

  const reader = new RowReader({ ...setting, file: file.name, header: names, columns }, tally, remarks);
  let seen = 0;
  const outcome = await setting.readRows(file.bytes, {
    ...{ expect: expectedNames, encoding: file.encoding },
    take: row => {
      if (seen++ > header.at) reader.read(row);
      return true;
    },
    onProgress: share => onProgress({ file: file.name, rows: reader.rows, share }),
  });
  if (!outcome.ok) return refuse(outcome);
  if (outcome.value.garbled) return refuseGarbled(outcome.value.garbled.line, outcome.value.garbled.part);
  reader.end();
  if (reader.rows === 0) refuse(failed({ line: null, column: null, text: texts.noRows }));
  addLikelyKind(setting, reader, names, remarks);
  if (!setting.isLinked) addSkipped(unused(names, columns), file.name, remarks);
  onProgress({ file: file.name, rows: reader.rows, share: 1 });
  return { said: outcome.value.remarks, choice, asks: null };
};
