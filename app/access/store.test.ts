import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '#app/database/index.ts';
import { newId } from '#app/shared/id.ts';
import { onEachDatabase } from '#tests/database.ts';
import { addNewPerson, newAuthority, newPerson, type TestAuthority } from './access.fixture.ts';
import {
  authorityOfToken,
  endSession,
  findPerson,
  findSession,
  loadHoldings,
  loadHoldingsOf,
  loadPeople,
  removePeople,
  saveHolding,
  savePeople,
  startSession,
  touchSession,
} from './store.ts';

onEachDatabase('people, roles and sessions', open => {
  let database: Database;
  let ekdala: TestAuthority;
  beforeAll(async () => {
    database = await open();
    ekdala = await newAuthority(database);
  });
  afterAll(() => database.close());

  describe('a session', () => {
    const start = new Date('2026-11-23T07:00:00Z');
    const later = (minutes: number, seconds = 0) =>
      new Date(start.getTime() + minutes * 60_000 + seconds * 1_000);
    const signIn = async () => {
      const person = await ekdala.act(addNewPerson);
      return { person, token: await ekdala.act(tx => startSession(tx, person.id), start) };
    };
    const livesAt = async (token: string, at: Date) =>
      (await ekdala.act(tx => findSession(tx, token), at)) !== null;

    it('is known by a token that says which authority and hides everything else', async () => {
      const { token, person } = await signIn();
      expect(authorityOfToken(token)).toBe(ekdala.scope.authorityId);
      expect(await ekdala.act(tx => findSession(tx, token), start)).toEqual({
        person,
        seenAt: start,
      });
      const rows = await ekdala.act(tx => tx.db.selectFrom('session').selectAll().execute());
      expect(JSON.stringify(rows)).not.toContain(token.split('.')[1]);
    });

    it('is not opened by the token of a link, nor a link used by the token of a session', async () => {
      const person = await ekdala.act(addNewPerson);
      const link = await ekdala.act(tx => startSession(tx, person.id, 'link'), start);
      const { token } = await signIn();
      expect(await livesAt(link, start)).toBe(false);
      expect(await ekdala.act(tx => findSession(tx, token, 'link'), start)).toBeNull();
      expect((await ekdala.act(tx => findSession(tx, link, 'link'), start))?.person).toEqual(person);
      expect(await ekdala.act(tx => endSession(tx, link, 'link'))).toBe(true);
      expect(await ekdala.act(tx => endSession(tx, link, 'link'))).toBe(false);
    });

    it.each([
      ['at once', 0, 0, true],
      ['after 30 minutes without use', 30, 0, true],
      ['a second later', 30, 1, false],
    ])('%s (%i min %i s): lives: %s', async (_, minutes, seconds, lives) => {
      const { token } = await signIn();
      expect(await livesAt(token, later(minutes, seconds))).toBe(lives);
    });

    it('lives on while it is used, for 8 hours and no longer', async () => {
      const { token } = await signIn();
      for (let minutes = 25; minutes <= 8 * 60; minutes += 25) {
        expect(await livesAt(token, later(minutes))).toBe(true);
        await ekdala.act(tx => touchSession(tx, token), later(minutes));
      }
      expect(await livesAt(token, later(480))).toBe(true);
      expect(await livesAt(token, later(480, 1))).toBe(false);
    });

    it('ends when the person signs out, and only that one', async () => {
      const [one, other] = [await signIn(), await signIn()];
      await ekdala.act(tx => endSession(tx, one.token));
      expect(await livesAt(one.token, start)).toBe(false);
      expect(await livesAt(other.token, start)).toBe(true);
    });

    it('ends when the person is removed', async () => {
      const { token, person } = await signIn();
      await ekdala.act(tx => tx.db.deleteFrom('person').where('person_id', '=', person.id).execute());
      expect(await livesAt(token, start)).toBe(false);
    });

    it.each([
      [
        'with one character changed',
        (token: string) => `${token.slice(0, -2)}${token.at(-2) === 'A' ? 'B' : 'A'}${token.at(-1)}`,
      ],
      ['cut short', (token: string) => token.slice(0, -1)],
      ['without its secret', (token: string) => token.slice(0, token.indexOf('.') + 1)],
      ['that is empty', () => ''],
    ])('is not found by a token %s', async (_, forge) => {
      const { token } = await signIn();
      expect(await livesAt(forge(token), start)).toBe(false);
    });

    it('is not found in another authority', async () => {
      const { token } = await signIn();
      const other = await newAuthority(database);
      expect(await other.act(tx => findSession(tx, token), start)).toBeNull();
    });
  });

  it('people are kept as they are written, and listed in Swedish order', async () => {
    const { act } = await newAuthority(database);
    const people = ['Öberg', 'Zetterlund', 'Åberg', 'Ärlig', 'Alm'].map(familyName =>
      newPerson({
        familyName,
        email: `${familyName}@ekdala.example`,
        gender: 'kvinna',
        employeeNumber: `E-${familyName}`,
      }),
    );
    await act(tx => savePeople(tx, people));
    expect((await act(loadPeople)).map(person => person.familyName)).toEqual([
      ...['Alm', 'Zetterlund', 'Åberg', 'Ärlig', 'Öberg'],
    ]);
    const [first] = people;
    if (!first) throw new Error('nobody');
    expect(await act(tx => findPerson(tx, first.id))).toEqual(first);
    const changed = { ...first, isProtected: true, email: null };
    await act(tx => savePeople(tx, [changed]));
    expect(await act(tx => findPerson(tx, first.id))).toEqual(changed);
    expect(await act(loadPeople)).toHaveLength(5);
  });

  it('a thousand people and one more are saved', async () => {
    const { act } = await newAuthority(database);
    await act(tx =>
      savePeople(
        tx,
        Array.from({ length: 1_001 }, () => newPerson()),
      ),
    );
    expect(await act(loadPeople)).toHaveLength(1_001);
  });

  it('a role this version does not know gives nothing', async () => {
    const { act, units } = await newAuthority(database);
    const person = await act(addNewPerson);
    const period = { startsOn: '2020-01-01', endsOn: null };
    const known = {
      id: newId(),
      personId: person.id,
      role: 'rektor' as const,
      unitId: units.school,
      ...period,
    };
    await act(tx => saveHolding(tx, known));
    await act(tx =>
      tx.db
        .insertInto('role_holding')
        .values({
          ...{ authority_id: tx.authorityId, holding_id: newId(), person_id: person.id, role: 'superadmin' },
          ...{ unit_id: units.school, starts_on: '2020-01-01', ends_on: null },
        })
        .execute(),
    );
    expect(await act(loadHoldings)).toEqual([known]);
    expect(await act(tx => loadHoldingsOf(tx, person.id))).toEqual([known]);
    expect(await act(tx => loadHoldingsOf(tx, newId()))).toEqual([]);
  });

  it('removes only people whom nothing in the house needs', async () => {
    const [needed, other, signedIn] = [
      await ekdala.act(addNewPerson),
      await ekdala.act(addNewPerson),
      await ekdala.act(addNewPerson),
    ];
    await ekdala.act(tx =>
      saveHolding(tx, {
        ...{ id: newId(), personId: needed.id, role: 'rektor', unitId: ekdala.units.school },
        ...{ startsOn: '2026-08-01', endsOn: null },
      }),
    );
    // A session goes with its person.
    await ekdala.act(tx => startSession(tx, signedIn.id));
    await ekdala.act(tx => removePeople(tx, [needed.id, other.id, signedIn.id]));
    const left = (await ekdala.act(loadPeople)).map(person => person.id);
    expect([needed.id, other.id, signedIn.id].map(id => left.includes(id))).toEqual([true, false, false]);
  });
});
