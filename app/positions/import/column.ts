import { sha256 } from '#app/shared/id.ts';
import { failed, type Outcome, ok } from '#app/shared/outcome.ts';
import type { FileError } from '#app/shared/table.ts';
import { sv } from '../sv.ts';

/** The columns of a list of positions, in the order of the template. */
export const positionColumns = [
  'tjanst_id',
  'slag',
  'enhet',
  'amnen',
  'uppdragstyp',
  'uppdrag',
  'behov',
  'omfattning_procent',
  'finansiering',
  'tjanst_start',
  'tjanst_slut',
  'anstallningsnr',
  'fornamn',
  'efternamn',
  'epost',
  'innehav_start',
  'innehav_slut',
] as const;
export type ColumnName = (typeof positionColumns)[number];

/** Columns a list may lack, if somebody says so: what they would tell is then left as it is. */
export const dispensableColumns: readonly ColumnName[] = ['behov', 'omfattning_procent', 'epost'];

/** Under which heading in the file each column stands; '' where the file lacks it. */
export type ColumnMapping = Readonly<Record<ColumnName, string>>;

/** Headings are the same when they differ only in case, dots over letters, spaces and signs. */
export const comparableHeading = (heading: string): string =>
  heading
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '');

/** Other headings that can mean nothing else. */
const otherHeadings: Readonly<Partial<Record<ColumnName, readonly string[]>>> = {
  tjanst_id: ['tjänst', 'tjänstens id', 'tjänstnummer', 'tjänstnr'],
  enhet: ['skolenhet', 'skolenhetskod'],
  amnen: ['ämne'],
  omfattning_procent: ['omfattning', 'omfattning i procent'],
  anstallningsnr: ['anställningsnummer'],
  tjanst_start: ['tjänsten börjar', 'tjänst från'],
  tjanst_slut: ['tjänsten slutar', 'tjänst till'],
  epost: ['e-postadress', 'mejl'],
  innehav_start: ['innehav från', 'förordnande start', 'förordnande från'],
  innehav_slut: ['innehav till', 'förordnande slut', 'förordnande till'],
};

const columnByHeading = new Map<string, ColumnName>(
  positionColumns.flatMap(column =>
    [column, ...(otherHeadings[column] ?? [])].map(heading => [comparableHeading(heading), column] as const),
  ),
);

/** Tells files with the same headings from others, whatever the order of the columns. */
export const headerHash = (header: readonly string[]): string =>
  sha256(JSON.stringify(header.map(comparableHeading).sort()));

/** What can be told of the columns from their headings alone; a column that cannot be told is left out. */
export const guessMapping = (header: readonly string[]): Partial<ColumnMapping> => {
  const guessed: Partial<Record<ColumnName, string>> = {};
  for (const heading of header) {
    const column = columnByHeading.get(comparableHeading(heading));
    if (column !== undefined) guessed[column] ??= heading;
  }
  for (const heading of header) {
    if ((positionColumns as readonly string[]).includes(heading)) guessed[heading as ColumnName] = heading;
  }
  return guessed;
};

/**
 * Finds every column in a file: where a person has said it is, else where the headings tell. Names every column that
 * is missing.
 */
export const mapColumns = (
  header: readonly string[],
  chosen: Partial<ColumnMapping> | null,
): Outcome<ColumnMapping, FileError> => {
  const guessed = guessMapping(header);
  const headings = new Set(header);
  const mapping: Partial<Record<ColumnName, string>> = {};
  const problems: FileError[] = [];
  const taken = new Map<string, ColumnName>();
  for (const column of positionColumns) {
    const said = chosen?.[column];
    const mayLack = said === '' && dispensableColumns.includes(column);
    const heading = said !== undefined && headings.has(said) ? said : mayLack ? '' : guessed[column];
    if (heading === undefined) {
      problems.push({ line: null, column, text: sv.import.errors.missingColumn(column) });
      continue;
    }
    const other = taken.get(heading);
    if (other !== undefined)
      problems.push({ line: null, column, text: sv.import.errors.sameColumn(heading, other, column) });
    if (heading !== '') taken.set(heading, column);
    mapping[column] = heading;
  }
  return problems.length > 0 ? failed(...problems) : ok(mapping as ColumnMapping);
};
