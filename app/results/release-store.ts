import { sql } from 'kysely';
import type { Scoped } from '#app/database/index.ts';
import type { Told } from './suppression/group.ts';
import type { GroupGender, Measured } from './suppression/identity.ts';
import type { LedgerBlock, LedgerEntry, ReleasedBlock } from './suppression/release.ts';
import type { TableQuestion } from './table-question.ts';

/** Utlämnande: a table of results that has left the authority. */
export type Release = {
  readonly id: string;
  readonly title: string;
  readonly recipient: string;
  readonly asked: TableQuestion;
  readonly releasedAt: Date;
  readonly releasedBy: string | null;
};

/** A group as the ledger keeps it, with the release that it was told in. */
export type ReleasedEntry = LedgerEntry & { readonly releaseId: string };

const GROUPS_AT_ONCE = 500;

/** One release at a time of an authority, until the transaction ends. */
export const lockReleases = async (tx: Scoped): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`releases ${tx.authorityId}`}, 0))`.execute(
    tx.db,
  );
};

/** Whoever asked first may have waited for the lock: tables leave one after the other, in the order that they are read in again. */
const leavingNow = async (tx: Scoped): Promise<Date> => {
  const { last } = await tx.db
    .selectFrom('result_release')
    .select(({ fn }) => fn.max('released_at').as('last'))
    .executeTakeFirstOrThrow();
  return last !== null && last >= tx.now ? new Date(last.getTime() + 1) : tx.now;
};

/** Writes a release and everything that was told in it. It is never changed. */
export const saveRelease = async (
  tx: Scoped,
  { id, title, recipient, asked }: Pick<Release, 'id' | 'title' | 'recipient' | 'asked'>,
  { entries }: LedgerBlock,
): Promise<void> => {
  await tx.db
    .insertInto('result_release')
    .values({
      ...{ authority_id: tx.authorityId, release_id: id, title, recipient },
      ...{ asked: JSON.stringify(asked), released_at: await leavingNow(tx), released_by: tx.personId },
    })
    .execute();
  for (let from = 0; from < entries.length; from += GROUPS_AT_ONCE)
    await tx.db
      .insertInto('released_group')
      .values(
        entries.slice(from, from + GROUPS_AT_ONCE).map(({ identity, facts, told }, at) => ({
          authority_id: tx.authorityId,
          release_id: id,
          group_number: from + at + 1,
          measure: identity.measure,
          level: identity.level,
          academic_year: identity.academicYear,
          semester: identity.semester ?? '',
          units: JSON.stringify(identity.units),
          subjects: JSON.stringify(identity.subjects),
          gender: identity.gender,
          pupils: facts.pupils,
          basis: facts.basis,
          part: facts.part,
          sum: facts.sum,
          teachers: facts.teachers,
          largest_class: facts.largestClass,
          told: JSON.stringify(told),
        })),
      )
      .execute();
};

/** Everything that has been told, in order of time; of one topic, or of all. */
export const loadReleasedEntries = async (
  tx: Scoped,
  asked: { readonly measured?: Measured; readonly releaseId?: string } = {},
): Promise<ReleasedEntry[]> => {
  let query = tx.db
    .selectFrom('released_group as told')
    .innerJoin('result_release as release', join =>
      join
        .onRef('release.authority_id', '=', 'told.authority_id')
        .onRef('release.release_id', '=', 'told.release_id'),
    )
    .selectAll('told');
  const { measured, releaseId } = asked;
  if (releaseId) query = query.where('told.release_id', '=', releaseId);
  if (measured)
    query = query
      .where('told.measure', '=', measured.measure)
      .where('told.level', '=', measured.level)
      .where('told.academic_year', '=', measured.academicYear)
      .where('told.semester', '=', measured.semester ?? '');
  const rows = await query
    .orderBy('release.released_at')
    .orderBy('release.release_id')
    .orderBy('told.group_number')
    .execute();
  return rows.map(row => ({
    releaseId: row.release_id,
    identity: {
      ...{ measure: row.measure, level: row.level, academicYear: row.academic_year },
      semester: row.semester === '' ? null : (row.semester as 'HT' | 'VT'),
      ...{ units: row.units, subjects: row.subjects, gender: row.gender as GroupGender },
    },
    facts: {
      ...{ pupils: row.pupils, basis: row.basis, part: row.part, sum: row.sum },
      teachers: row.teachers as 0 | 1 | 2 | 3,
      largestClass: row.largest_class,
    },
    told: row.told as Told,
  }));
};

/** The same as blocks, one for each release. */
export const loadLedger = async (tx: Scoped, measured: Measured): Promise<ReleasedBlock[]> => {
  const entries = await loadReleasedEntries(tx, { measured });
  return [...Map.groupBy(entries, ({ releaseId }) => releaseId)].map(([releaseId, of]) => ({
    releaseId,
    entries: of,
  }));
};

/** Releases, latest first. */
export const loadReleases = async (tx: Scoped): Promise<Release[]> => {
  const rows = await tx.db
    .selectFrom('result_release')
    .selectAll()
    .orderBy('released_at', 'desc')
    .orderBy('release_id')
    .execute();
  return rows.map(row => ({
    ...{ id: row.release_id, title: row.title, recipient: row.recipient },
    asked: row.asked as TableQuestion,
    ...{ releasedAt: row.released_at, releasedBy: row.released_by },
  }));
};
