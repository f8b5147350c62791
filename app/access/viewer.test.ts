import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '#app/database/index.ts';
import type { Clock } from '#app/shared/clock.ts';
import { newId } from '#app/shared/id.ts';
import { openQuickForTest } from '#tests/database.ts';
import { addNewPerson, newAuthority, type TestAuthority } from './access.fixture.ts';
import { type Person, saveHolding, startSession } from './store.ts';
import { findViewer } from './viewer.ts';

/** Sets the time of the world to an instant, and gives a clock that shows it. */
const clockAt = (instant: string): Clock => {
  vi.setSystemTime(new Date(instant));
  return { now: () => new Date(instant), today: () => instant.slice(0, 10) };
};

describe('who is behind a token', () => {
  let database: Database;
  let ekdala: TestAuthority;
  let siv: Person;
  const seenAt = async () =>
    (await ekdala.act(tx => tx.db.selectFrom('session').select('seen_at').execute())).map(row =>
      row.seen_at.toISOString(),
    );

  beforeAll(async () => {
    database = await openQuickForTest();
    ekdala = await newAuthority(database);
    siv = await ekdala.act(addNewPerson);
    const role = { personId: siv.id, role: 'rektor' as const, unitId: ekdala.units.school };
    await ekdala.act(tx =>
      saveHolding(tx, { id: newId(), ...role, startsOn: '2026-08-01', endsOn: '2026-11-23' }),
    );
  });
  afterAll(() => database.close());
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
    return () => vi.useRealTimers();
  });

  const signInAt = (instant: string) => ekdala.act(tx => startSession(tx, siv.id), new Date(instant));
  const mayEdit = async (token: string | null, instant: string) => {
    const viewer = await findViewer(database, clockAt(instant), token);
    return viewer.may('editPosition', { unitId: ekdala.units.school }).allowed;
  };

  it('is the person, with the role they hold and where', async () => {
    const token = await signInAt('2026-11-23T08:00:00Z');
    const viewer = await findViewer(database, clockAt('2026-11-23T08:00:00Z'), token);
    expect(viewer).toMatchObject({
      ...{ personId: siv.id, name: 'Siv Prov', authorityName: 'Ekdala kommun', isDemo: false },
      roleLabels: ['Rektor, Björkskolan'],
    });
  });

  it.each([
    ['2026-07-31T08:00:00Z', false],
    ['2026-08-01T08:00:00Z', true],
    ['2026-11-23T08:00:00Z', true],
    ['2026-11-24T08:00:00Z', false],
  ])('may on %s what the role of that day gives: %s', async (instant, expected) => {
    expect(await mayEdit(await signInAt(instant), instant)).toBe(expected);
  });

  it('is the same when the demo shows another day: a session is as old as it is, a role is in force by the day shown', async () => {
    const token = await signInAt('2026-11-23T08:00:00Z');
    const now = clockAt('2026-11-23T08:00:00Z');
    const on = (day: string) => findViewer(database, { ...now, today: () => day }, token);
    expect((await on('2017-12-20')).personId).toBe(siv.id);
    expect((await on('2017-12-20')).roleLabels).toEqual([]);
    expect((await on('2026-08-01')).roleLabels).toEqual(['Rektor, Björkskolan']);
  });

  it('may nothing more from the very next request when the role is taken away', async () => {
    const person = await ekdala.act(addNewPerson);
    const holding = {
      id: newId(),
      personId: person.id,
      role: 'rektor' as const,
      unitId: ekdala.units.school,
    };
    await ekdala.act(tx => saveHolding(tx, { ...holding, startsOn: '2026-08-01', endsOn: null }));
    const token = await ekdala.act(tx => startSession(tx, person.id), new Date('2026-11-23T08:00:00Z'));
    expect(await mayEdit(token, '2026-11-23T08:00:01Z')).toBe(true);
    await ekdala.act(tx => saveHolding(tx, { ...holding, startsOn: '2026-08-01', endsOn: '2026-11-22' }));
    expect(await mayEdit(token, '2026-11-23T08:00:02Z')).toBe(false);
  });

  it('is nobody with the token of a link: signing in with it is what the log tells of', async () => {
    const at = '2026-11-23T08:00:00Z';
    const token = await ekdala.act(tx => startSession(tx, siv.id, 'link'), new Date(at));
    expect((await findViewer(database, clockAt(at), token)).personId).toBeNull();
  });

  it.each([
    ['no token', () => null],
    ['a token of nothing', () => 'x'],
    ['a token of an authority that is not here', (token: string) => `${newId()}.${token.split('.')[1]}`],
    ['a token with SQL for an authority', (token: string) => `' or 1=1 --.${token.split('.')[1]}`],
    ['a token with another secret', (token: string) => `${token.split('.')[0]}.${'A'.repeat(43)}`],
  ])('is a visitor who may nothing, with %s', async (_, forge) => {
    const token = forge(await signInAt('2026-11-23T08:00:00Z'));
    const viewer = await findViewer(database, clockAt('2026-11-23T08:00:00Z'), token);
    expect([viewer.personId, viewer.name, viewer.roleLabels]).toEqual([null, null, []]);
    expect(viewer.may('seePositions', { unitId: null }).allowed).toBe(false);
    expect(viewer.may('readPublic', { unitId: null }).allowed).toBe(true);
  });

  it('is noted as in use at most once a minute', async () => {
    await ekdala.act(tx => tx.db.deleteFrom('session').execute());
    const token = await signInAt('2026-11-23T08:00:00.000Z');
    await findViewer(database, clockAt('2026-11-23T08:01:00.000Z'), token);
    expect(await seenAt()).toEqual(['2026-11-23T08:00:00.000Z']);
    await findViewer(database, clockAt('2026-11-23T08:01:00.001Z'), token);
    expect(await seenAt()).toEqual(['2026-11-23T08:01:00.001Z']);
  });
});
