import { describe, expect, inject, it } from 'vitest';
import { giveRole, type Person, savePeople, startSession } from '#app/access/index.ts';
import { type Database, withScope } from '#app/database/index.ts';
import { newFollowUpWorld, place } from '#app/followups/followups.fixture.ts';
import { type FollowUp, openRound, type Round } from '#app/followups/index.ts';
import { buildHouse } from '#app/main.ts';
import { saveUnit } from '#app/organisation/index.ts';
import { MovableClock } from '#app/shared/clock.ts';
import { newId } from '#app/shared/id.ts';
import { openServerForTest } from '#tests/database.ts';
import { median } from '#tests/measured.ts';

const AUTHORITIES = 290;
const SCHOOLS = 30;
const POSITIONS = 60;
const MOST = 100;
const openedOn = ['2026-09-01', '2026-11-02', '2027-01-18', '2027-03-15'];
const today = '2027-04-10';

/** Tables that a follow-up fills, in the order that they refer to each other. */
const tables = [
  ...['authority_directory', 'school_authority', 'organisation_unit', 'organisation_unit_version'],
  ...['person', 'role_holding', 'career_position', 'appointment', 'assignment'],
  ...['rubric_version', 'routine_version', 'follow_up_round', 'follow_up', 'rating', 'agreed_rating'],
  ...['finalised_follow_up'],
] as const;
type Rows = Record<string, unknown>[];

/** One authority with four rounds, every assignment judged and received. */
const fillOne = async (database: Database): Promise<string> => {
  const world = await newFollowUpWorld(database);
  await world.act(async tx => {
    const since = { startsOn: '2020-01-01', endsOn: null };
    const schools: string[] = [];
    for (let at = 0; at < SCHOOLS; at += 1) {
      const id = newId();
      const version = { ...since, parentId: world.units.area, schoolForms: ['GY' as const], yearLevels: [] };
      await saveUnit(tx, {
        ...{ id, kind: 'Skolenhet', schoolUnitCode: null, ...since },
        versions: [{ ...version, name: `Gymnasium ${at}` }],
      });
      schools.push(id);
    }
    for (let at = 2; at < POSITIONS; at += 1) {
      const holder: Person = {
        ...{ id: newId(), givenName: 'Prov', familyName: `Person ${at}`, employeeNumber: `P${at}` },
        ...{ email: null, gender: null, isProtected: false, presentation: null },
      };
      await savePeople(tx, [holder]);
      await place(tx, `P-${at}`, schools[at % SCHOOLS] ?? '', holder, at % 3 ? 'Matematik' : 'Svenska');
    }
    for (const [at, on] of openedOn.entries()) {
      const opened = await openRound(tx, on, { routineId: world.routineId, yearStart: 2026, number: at + 1 });
      if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
      await judgeAll(tx, opened.value);
    }
    await giveRole(tx, today, {
      ...{ personId: world.people.chief, role: 'utvecklingsledare', unitId: world.units.administration },
      ...{ startsOn: '2020-01-01', endsOn: '' },
    });
  });
  return world.authorityId;
};

const judgeAll = async (
  tx: Parameters<Parameters<typeof withScope>[2]>[0],
  { round, followUps }: { readonly round: Round; readonly followUps: readonly FollowUp[] },
): Promise<void> => {
  const lines = (level: number) => round.criteria.map(code => ({ code, judgement: level }));
  for (const [at, { id, holderId }] of followUps.entries()) {
    const own = { authority_id: tx.authorityId, follow_up_id: id };
    const content = { nextStep: 'Pröva', actualShare: 10 };
    for (const party of ['rektor', 'innehavare'] as const)
      await tx.db
        .insertInto('rating')
        .values({
          ...{ ...own, party, version: 1, saved_by: holderId, seconds: 120 + at },
          ...{ saved_at: tx.now, handed_in_at: tx.now },
          content: JSON.stringify({ ...content, lines: lines(1 + (at % 4)) }),
        })
        .execute();
    await tx.db
      .insertInto('finalised_follow_up')
      .values({ ...own, finalising: 1, content: '{}', content_hash: id, finalised_at: tx.now })
      .execute();
    await tx.db
      .insertInto('agreed_rating')
      .values({
        ...{ ...own, version: 1, written_by: holderId, written_at: tx.now },
        content: JSON.stringify({ ...content, nextStepAbout: null, lines: lines(1 + (at % 4)) }),
      })
      .execute();
  }
  const finished = followUps.filter((_, at) => at % 20 > 0).map(({ id }) => id);
  await tx.db
    .updateTable('follow_up')
    .set({ stage: 'mottagen av huvudman' })
    .where('follow_up_id', 'in', finished)
    .execute();
};

const readAll = (database: Database, authorityId: string): Promise<Map<string, Rows>> =>
  withScope(database, { authorityId, personId: null }, async tx => {
    const found = new Map<string, Rows>();
    for (const table of tables.slice(1))
      found.set(table, (await tx.db.selectFrom(table).selectAll().execute()) as Rows);
    return found;
  });

/** A column of structured values is written as text. */
const written = (value: unknown): unknown =>
  value !== null && typeof value === 'object' && !(value instanceof Date) && !isTexts(value)
    ? JSON.stringify(value)
    : value;
const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every(one => typeof one === 'string');

/** The same authority under another name. */
const copyTo = async (database: Database, rows: Map<string, Rows>): Promise<void> => {
  const authorityId = newId();
  await database.owner
    .insertInto('authority_directory')
    .values({ authority_id: authorityId, name: 'Kommun', slug: authorityId, is_demo: false })
    .execute();
  await withScope(database, { authorityId, personId: null }, async tx => {
    for (const [table, all] of rows)
      for (let from = 0; from < all.length; from += 500)
        await tx.db
          .insertInto(table as 'person')
          .values(
            all.slice(from, from + 500).map(row => ({
              ...Object.fromEntries(Object.entries(row).map(([name, value]) => [name, written(value)])),
              authority_id: authorityId,
            })) as never,
          )
          .execute();
  });
};

describe.skipIf(inject('postgres') === null)('the coverage page', () => {
  it(`of one of ${AUTHORITIES} authorities with ${POSITIONS} positions and four rounds`, async () => {
    const database = await openServerForTest(inject('postgres') ?? '');
    const authorityId = await fillOne(database);
    const rows = await readAll(database, authorityId);
    for (let at = 1; at < AUTHORITIES; at += 1) await copyTo(database, rows);
    const [chief] = (rows.get('role_holding') ?? []).filter(({ role }) => role === 'utvecklingsledare');
    const token = await withScope(database, { authorityId, personId: null }, tx =>
      startSession(tx, `${chief?.person_id}`),
    );
    const clock = new MovableClock();
    clock.moveTo(today);
    const house = buildHouse({ database, clock, secure: false });
    const times: number[] = [];
    for (let visit = 0; visit < 45; visit += 1) {
      const started = performance.now();
      const answer = await house.fetch(
        new Request('http://localhost/uppfoljning/2026-27', { headers: { cookie: `samsyn=${token}` } }),
      );
      const html = await answer.text();
      times.push(performance.now() - started);
      expect(answer.status).toBe(200);
      expect(html).toContain('Gymnasium 29');
    }
    const later = times.slice(5);
    console.log(
      `${AUTHORITIES} authorities × ${POSITIONS} positions × ${openedOn.length} rounds: first ${times[0]?.toFixed(0)} ms, median ${median(later).toFixed(1)} ms, lowest ${Math.min(...later).toFixed(1)} ms (bar ${MOST} ms)`,
    );
    await database.close();
    expect(median(later)).toBeLessThanOrEqual(MOST);
  }, 900_000);
});
