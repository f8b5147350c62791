import { createHash } from 'node:crypto';
import { findPerson, fullName, loadPeople, savePeople } from '#app/access/index.ts';
import { recordEvent, type Scoped } from '#app/database/index.ts';
import { loadSuccessions, loadUnits } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { newId, newScatteredId, sha256 } from '#app/shared/id.ts';
import type { FileError, ReadTable, Table } from '#app/shared/table.ts';
import {
  loadLocalSubjects,
  loadRegister,
  lockRegister,
  saveAppointments,
  saveAssignments,
  saveNeeds,
  savePositions,
} from '../store.ts';
import { SubjectCatalogue } from '../subject.ts';
import { sv } from '../sv.ts';
import { type Changes, countChanges } from './change.ts';
import { type ColumnMapping, type ColumnName, headerHash, mapColumns, positionColumns } from './column.ts';
import { forgetBefore } from './earlier-names.ts';
import { type ImportPlan, planImport } from './plan.ts';
import { emptyReport, type ImportReport, ROWS_SHOWN, withPlan } from './report.ts';
import { findStandingImport, forgetEarlierNames, loadMapping, saveChanges, saveImport } from './run-store.ts';

export type ImportFile = {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly readTable: ReadTable;
  /** Runs one transaction in the scope of the authority, on behalf of the person who reads the file in. */
  readonly transact: <Result>(work: (tx: Scoped) => Promise<Result>) => Promise<Result>;
  readonly today: IsoDate;
  /** Says what would happen, and changes nothing. */
  readonly dryRun?: boolean;
};

/**
 * Reads a list of positions into the register: all of it or nothing. The file is read before the transaction begins; the
 * plan is made and carried out inside it, under a lock, so that two lists at once cannot mix. The same file again, or one
 * that says what the register already says, changes nothing.
 */
export const importPositionsFile = async (file: ImportFile): Promise<ImportReport> => {
  const report = emptyReport(file.fileName, file.dryRun ?? false);
  const read = await file.readTable(file.bytes, file.fileName);
  if (!read.ok) return { ...report, errors: read.problems };
  const fileHash = sha256(file.bytes);
  return file.transact(tx => importTable(tx, read.value, fileHash, file, report));
};

const importTable = async (
  tx: Scoped,
  table: Table,
  fileHash: string,
  { today, dryRun = false, fileName }: ImportFile,
  empty: ImportReport,
): Promise<ImportReport> => {
  const columns = mapColumns(table.header, await loadMapping(tx, headerHash(table.header)));
  const report: ImportReport = {
    ...empty,
    header: table.header,
    rows: table.rows.length,
    firstRows: table.rows.slice(0, ROWS_SHOWN),
    remarks: columns.ok ? fileRemarks(table, columns.value) : [],
  };
  if (!columns.ok) {
    const lacking = columns.problems.map(({ column }) => column as ColumnName);
    return { ...report, errors: columns.problems, lacking };
  }
  const contentHash = sha256(`${fileHash} ${JSON.stringify(columns.value)}`);
  // A dry run may stand in a transaction that cannot write, and a lock is a kind of writing.
  if (!tx.readOnly) await lockRegister(tx);
  const standing = await findStandingImport(tx, contentHash);
  if (standing) {
    const by = standing.importedBy === null ? null : await findPerson(tx, standing.importedBy);
    const name = by === null || by.isProtected ? null : fullName(by);
    return { ...report, alreadyImported: { at: standing.importedAt.toISOString(), by: name } };
  }
  const plan = planImport(table, columns.value, {
    register: await loadRegister(tx),
    units: await loadUnits(tx),
    successions: await loadSuccessions(tx),
    people: await loadPeople(tx),
    catalogue: new SubjectCatalogue(await loadLocalSubjects(tx)),
    today,
    // Ids made in the same instant begin alike, and the index that forbids overlaps tells only their beginnings apart.
    newId: newScatteredId,
  });
  if (!plan.ok) return { ...report, errors: plan.problems };
  const planned = withPlan(report, plan.value);
  if (dryRun || countChanges(plan.value.changes) === 0) return planned;
  const importId = await carryOut(tx, plan.value, { contentHash, fileName, today });
  return { ...planned, importId };
};

/** Columns that nothing is taken from, and what the reader of the file had to say. */
const fileRemarks = (table: Table, mapping: ColumnMapping): FileError[] => {
  const used = new Set(positionColumns.map(column => mapping[column]));
  return [
    ...table.remarks.map(text => ({ line: null, column: null, text })),
    ...table.header
      .filter(heading => !used.has(heading))
      .map(heading => ({ line: null, column: heading, text: sv.import.remarks.unusedColumn(heading) })),
  ];
};

const carryOut = async (
  tx: Scoped,
  plan: ImportPlan,
  { contentHash, fileName, today }: { contentHash: string; fileName: string; today: IsoDate },
): Promise<string> => {
  const importId = newId(tx.now);
  const { rows, created, changed, changes } = plan;
  await saveImport(tx, {
    id: importId,
    contentHash,
    fileName,
    rows,
    created,
    changed,
    importedAt: tx.now,
    importedBy: tx.personId,
    undoneAt: null,
    undoneBy: null,
  });
  await writeChanges(tx, changes);
  const hash = createHash('sha256');
  await saveChanges(tx, importId, changes, hash);
  await forgetEarlierNames(tx, new Date(forgetBefore(today)));
  await recordEvent(tx, {
    kind: 'positionsImported',
    subject: `import:${importId}`,
    happenedOn: today,
    details: { fileName, rows, created, changed, contentHash, changesHash: hash.digest('hex') },
  });
  return importId;
};

/** Writes what a plan or an undoing has come to, in an order where nothing points at what is not there yet. */
export const writeChanges = async (tx: Scoped, changes: Changes): Promise<void> => {
  await savePeople(tx, afterOf(changes.people));
  await saveNeeds(tx, afterOf(changes.needs));
  await savePositions(tx, afterOf(changes.positions));
  await saveAppointments(tx, afterOf(changes.appointments));
  await saveAssignments(tx, afterOf(changes.assignments));
};

const afterOf = <Thing>(changes: readonly { readonly after: Thing }[]): Thing[] =>
  changes.map(({ after }) => after);
