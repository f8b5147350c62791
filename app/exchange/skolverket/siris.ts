import { parseAcademicYear } from '#app/shared/academic-year.ts';
import { failed, type Outcome, ok } from '#app/shared/outcome.ts';
import type { FileError } from '#app/shared/table.ts';
import { readNumber } from '#app/shared/written-value.ts';
import { readRecord } from '#statistics/tables.ts';
import type { PublicationMark } from './planned-educations.ts';
import {
  chosenYearIn,
  firstCellOf,
  neededColumns,
  type SirisColumn,
  type SirisReport,
  sirisColumnOf,
  sirisMeasures,
} from './siris-report.ts';
import { texts } from './sv.ts';

/** One value of a SIRIS report, of all pupils. Shown always with "Källa: Skolverket". */
export type SirisValue = {
  /** School unit code; in report 92 the municipality code and the kind of huvudman, '0126 Kommunal'. */
  readonly place: string;
  /** The measure; of one subject, 'averageGradePoints9thGrade Matematik'. */
  readonly measure: string;
  readonly academicYearStart: number;
  /** Null whenever the mark is anything but `EXISTS`. */
  readonly value: number | null;
  /** As published, '233,1', '..' or '~100'. */
  readonly raw: string;
  readonly mark: PublicationMark;
};

export type SirisReading = {
  readonly values: readonly SirisValue[];
  readonly skipped: { readonly inOtherMunicipalities: number; readonly ofOtherOrganizers: number };
  /** The year is not published yet: Skolverket then gives a table without rows. */
  readonly isUnpublished: boolean;
};

const LARGEST_FILE = 50_000_000;
const SEMICOLON = 59;

const inFile = (text: string): FileError => ({ line: null, column: null, text });
const inRow = (line: number, column: string | null, text: string): FileError => ({ line, column, text });

type Row = { readonly line: number; readonly cells: readonly string[] };

const rowsOf = (text: string): Row[] => {
  const bytes = new TextEncoder().encode(`${text.replace(/\r\n?/g, '\n')}\n`);
  const rows: Row[] = [];
  let line = 1;
  for (let at = 0; at < bytes.length; line += 1) {
    const record = readRecord(bytes, at, bytes.length, SEMICOLON);
    if (!record) break;
    rows.push({ line, cells: record.fields.map(cell => cell.replace(/[\u00a0\u202f]/g, ' ').trim()) });
    at = record.next;
  }
  return rows;
};

const marks = new Map<string, PublicationMark>([
  ['..', 'OMITTED_DUE_TO_BASED_ON_FEW_PUPILS'],
  ['.', 'MISSING'],
  ['', 'MISSING'],
  ['-', 'MISSING'],
  ['~100', 'ROUNDED_OFF_DUE_TO_FEW_PUPILS_NOT_ELIGIBLE'],
]);

const valueOrMark = (raw: string): { value: number | null; mark: PublicationMark } | null => {
  const mark = marks.get(raw);
  if (mark) return { value: null, mark };
  const value = readNumber(raw);
  return value === null ? null : { value, mark: 'EXISTS' };
};

type Columns = {
  readonly at: ReadonlyMap<SirisColumn, number>;
  readonly measures: readonly {
    readonly measure: string;
    readonly index: number;
    readonly heading: string;
  }[];
};

/** The header of one row, or of two where a row above names groups of columns. Every heading must be known. */
const columnsOf = (report: SirisReport, header: Row, above: Row | undefined): Outcome<Columns, FileError> => {
  const groups = above && above.cells[0] === '' ? above.cells : [];
  const at = new Map<SirisColumn, number>();
  const measures: { measure: string; index: number; heading: string }[] = [];
  const problems: FileError[] = [];
  for (const [index, field] of header.cells.entries()) {
    const heading = `${groups[index] ?? ''} ${field}`.trim();
    if (heading === '') continue;
    const known = sirisColumnOf(heading);
    if (!known) {
      problems.push(inRow(header.line, heading, texts.siris.heading(report, heading)));
      continue;
    }
    if (known.gender !== 'all') continue;
    if (at.has(known.column)) problems.push(inRow(header.line, heading, texts.siris.twice(heading)));
    at.set(known.column, index);
    if (sirisMeasures.some(measure => measure === known.column))
      measures.push({ measure: known.column, index, heading });
  }
  const lacking = neededColumns[report].filter(column => !at.has(column));
  if (problems.length === 0 && lacking.length > 0)
    problems.push(inFile(texts.siris.lacks(report, lacking.join(', '))));
  return problems.length > 0 ? { ok: false, problems } : ok({ at, measures });
};

/**
 * Reads a CSV export of SIRIS: finds the header by its first cell, knows every heading or stops, keeps value and mark apart. Of school
 * units only the municipality's own are kept.
 *
 * @param municipalityCode four digits with the leading zero, '0126'
 */
export const readSiris = (
  bytes: Uint8Array,
  report: SirisReport,
  municipalityCode: string,
): Outcome<SirisReading, FileError> => {
  if (!/^\d{4}$/.test(municipalityCode)) return failed(inFile(texts.municipalityCode(municipalityCode)));
  if (bytes.length > LARGEST_FILE) return failed(inFile(texts.tooLarge));
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return failed(inFile(texts.encoding));
  }
  const rows = rowsOf(text);
  const position = rows.findIndex(({ cells }) => cells[0]?.toLocaleLowerCase('sv') === firstCellOf(report));
  const header = rows[position];
  if (!header) return failed(inFile(texts.siris.noHeader(report)));
  const named = rows.slice(0, position).map(({ cells }) => chosenYearIn(cells.join(' ')));
  const academicYearStart = parseAcademicYear(named.find(year => year !== null)?.replace(/\s/g, '') ?? '');
  if (academicYearStart === null) return failed(inFile(texts.siris.noYear));
  const columns = columnsOf(report, header, rows[position - 1]);
  if (!columns.ok) return columns;
  return readRows(rows.slice(position + 1), columns.value, { report, municipalityCode, academicYearStart });
};

type What = {
  readonly report: SirisReport;
  readonly municipalityCode: string;
  readonly academicYearStart: number;
};

const OWN_TYPES: readonly string[] = ['kommunal', 'kommun'];

const readRows = (
  rows: readonly Row[],
  { at, measures }: Columns,
  { report, municipalityCode, academicYearStart }: What,
): Outcome<SirisReading, FileError> => {
  const values = new Map<string, SirisValue>();
  const problems: FileError[] = [];
  const skipped = { inOtherMunicipalities: 0, ofOtherOrganizers: 0 };
  const data = rows.filter(({ cells }) => cells.some(cell => cell !== ''));
  for (const { line, cells } of data) {
    const cell = (column: SirisColumn): string => cells[at.get(column) ?? -1] ?? '';
    const municipality = cell('municipalityCode').padStart(4, '0');
    const organizerType = cell('organizerType');
    if (!/^\d{4}$/.test(municipality)) continue; // A line of notes under the table.
    if (municipality !== municipalityCode) {
      skipped.inOtherMunicipalities += 1;
      continue;
    }
    if (report !== '92' && !OWN_TYPES.includes(organizerType.toLocaleLowerCase('sv'))) {
      skipped.ofOtherOrganizers += 1;
      continue;
    }
    const unit = cell('unitCode');
    if (report !== '92' && !/^\d{8}$/.test(unit)) {
      problems.push(inRow(line, null, texts.siris.unitCode(line, unit)));
      continue;
    }
    const place = report === '92' ? `${municipality} ${organizerType}` : unit;
    for (const { measure, index, heading } of measures) {
      const raw = cells[index] ?? '';
      const read = valueOrMark(raw);
      if (!read) {
        problems.push(inRow(line, heading, texts.notNumber(line, heading, raw)));
        continue;
      }
      const named = at.has('subject') ? `${measure} ${cell('subject')}` : measure;
      const value = { place, measure: named, academicYearStart, raw, ...read };
      const key = `${place} ${named}`;
      const before = values.get(key);
      // Rows are repeated now and then; only those that say something else are wrong.
      if (before && before.raw !== raw)
        problems.push(inRow(line, heading, texts.siris.differs(line, heading)));
      values.set(key, value);
    }
  }
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, 20) };
  return ok({ values: [...values.values()], skipped, isUnpublished: data.length === 0 });
};
