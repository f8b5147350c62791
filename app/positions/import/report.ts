import { formatInstant, formatList, formatNumber } from '#app/shared/swedish.ts';
import type { FileError, TableRow } from '#app/shared/table.ts';
import { sv } from '../sv.ts';
import type { ColumnName } from './column.ts';
import type { ImportPlan } from './plan.ts';

/** What became of a file: for the page, for the command and, as it stands, for `--json`. Counts are of positions. */
export type ImportReport = {
  readonly fileName: string;
  readonly rows: number;
  readonly created: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Everything that is wrong. With a single error nothing at all is read in. */
  readonly errors: readonly FileError[];
  readonly remarks: readonly FileError[];
  /** Positions in the register that the file lacks. They stay. */
  readonly missing: readonly string[];
  readonly dryRun: boolean;
  /** The import that was made; null when nothing was changed. */
  readonly importId: string | null;
  /** Set when the same file was read in before and still stands. */
  readonly alreadyImported: { readonly at: string; readonly by: string | null } | null;
  /** The headings of the file, and the columns that could not be found among them. */
  readonly header: readonly string[];
  readonly lacking: readonly ColumnName[];
  /** The first rows as they were read, so that a person sees whether å, ä and ö, dates and columns came right. */
  readonly firstRows: readonly TableRow[];
};

/** A report before anything is known of the file. */
export const emptyReport = (fileName: string, dryRun: boolean): ImportReport => ({
  fileName,
  rows: 0,
  created: 0,
  changed: 0,
  unchanged: 0,
  errors: [],
  remarks: [],
  missing: [],
  dryRun,
  importId: null,
  alreadyImported: null,
  header: [],
  lacking: [],
  firstRows: [],
});

export const withPlan = (report: ImportReport, plan: ImportPlan): ImportReport => {
  const { rows, created, changed, unchanged, missing } = plan;
  return {
    ...report,
    rows,
    created,
    changed,
    unchanged,
    missing,
    remarks: [...report.remarks, ...plan.remarks],
  };
};

/** Enough rows to see whether a file was read right. */
export const ROWS_SHOWN = 5;

/** Nobody mends more at once; the rest are counted. */
export const MOST_SHOWN = 200;

/** 'Rad 214, kolumnen enhet: …'. Texts about the whole file, and those that name their row, stand as they are. */
const errorLine = ({ line, column, text }: FileError): string =>
  line === null || /^rad(?:erna)? \d/i.test(text) ? text : `${sv.import.report.place(line, column)}: ${text}`;

const shortened = (found: readonly FileError[]): string[] => [
  ...found.slice(0, MOST_SHOWN).map(error => `  ${errorLine(error)}`),
  ...(found.length > MOST_SHOWN
    ? [`  ${sv.import.report.more(formatNumber(found.length - MOST_SHOWN))}`]
    : []),
];

/** What happened, in one sentence. */
export const headline = (report: ImportReport): string => {
  const text = sv.import.report;
  if (report.errors.length > 0) return text.refused(report.errors.length);
  if (report.alreadyImported) {
    const { at, by } = report.alreadyImported;
    return text.already(formatInstant(new Date(at)), by);
  }
  if (report.created + report.changed === 0) return text.nothing;
  return report.dryRun
    ? text.would(report.created, report.changed, report.unchanged)
    : text.done(report.created, report.changed, report.unchanged);
};

/** The report as text for a terminal. */
export const formatImportReport = (report: ImportReport): string => {
  const text = sv.import.report;
  const lines = [text.file(report.fileName, report.rows), headline(report), ...shortened(report.errors)];
  if (report.errors.length === 0 && report.remarks.length > 0)
    lines.push('', text.remarks, ...shortened(report.remarks));
  if (report.errors.length === 0 && report.missing.length > 0)
    lines.push(
      '',
      text.missing(report.missing.length),
      `  ${formatList(report.missing.slice(0, MOST_SHOWN))}`,
    );
  if (report.dryRun && report.errors.length === 0 && report.created + report.changed > 0)
    lines.push('', text.dryRun);
  return lines.join('\n');
};
