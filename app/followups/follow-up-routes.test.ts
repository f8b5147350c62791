import type { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#app/database/index.ts';
import { addStructure } from '#app/positions/index.ts';
import { MovableClock } from '#app/shared/clock.ts';
import { openEmbeddedForTest } from '#tests/database.ts';
import { serveRoom, viewerWith } from '#tests/served.ts';
import type { Party } from './follow-up.ts';
import { noteEvidence, saveRating } from './follow-up-actions.ts';
import { followUpRoutes } from './follow-up-routes.tsx';
import { type FollowUpWorld, got, newFollowUpWorld, ratingInput, today } from './followups.fixture.ts';
import { loadReadings } from './reader-store.ts';
import { openRound } from './round-actions.ts';

const none = async () => [];

describe('the form in which an assignment is judged', () => {
  let database: Database;
  let world: FollowUpWorld;
  let server: Hono;
  const clock = new MovableClock();

  beforeAll(async () => {
    database = await openEmbeddedForTest();
    server = serveRoom({
      routes: followUpRoutes({ keptNumbers: none }),
      clock,
      findViewer: () =>
        viewerWith(world.act, {
          ...{ authorityId: world.authorityId, personId: world.people.principal, on: today },
          ...{ role: 'rektor', unitId: world.units.area },
        }),
      transact: (_viewer, _readOnly, work) => world.act(work, world.people.principal),
    });
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    world = await newFollowUpWorld(database);
    clock.moveTo(today);
  });

  /** The form of the round that asks about the structures of the unit. */
  const form = async (): Promise<string> => {
    const { followUps } = got(
      await world.act(tx =>
        openRound(tx, '2027-01-20', { routineId: world.routineId, yearStart: 2026, number: 3 }),
      ),
    );
    const own = followUps.find(one => one.holderId === world.people.holder);
    const answer = await server.request(`http://localhost/uppfoljning/2026-27/${own?.id}/bedom`);
    return (await answer.text()).replaceAll('\u00a0', ' ');
  };

  it('tells beside P7 what the unit has stated of its structures, and where it stands', async () => {
    const group = {
      ...{ subjects: 'Matematik', crossSubject: false, ledBy: '', meets: 'varje vecka', minutes: '60' },
      ...{ inPost: 'ja', questions: '', evidence: [], startsOn: '2026-08-17', endsOn: '' },
    };
    got(await world.act(tx => addStructure(tx, today, world.units.school, group)));
    const page = await form();
    expect(page).toContain('P7 Strukturer för analys av egen undervisning');
    expect(page).toContain('Matematik: varje vecka, 60 minuter, tid finns i tjänsten');
    expect(page).toContain(`/tjanster/strukturer/${world.units.school}?datum=${today}`);
  });

  it('says that nothing is stated where nothing is, and never that there is none', async () => {
    expect(await form()).toContain('Inget är angivet om enhetens ämnesgrupper och möten.');
  });

  it('shows the evidence that has come since the follow-up before, latest first, and folds the rest', async () => {
    const opened = async (number: number, on: string) => {
      const { followUps } = got(
        await world.act(tx => openRound(tx, on, { routineId: world.routineId, yearStart: 2026, number })),
      );
      const own = followUps.find(one => one.holderId === world.people.holder);
      if (!own) throw new Error('The holder has no follow-up');
      return own;
    };
    const [first, second] = [await opened(1, today), await opened(2, '2026-11-20')];
    for (const party of ['rektor', 'innehavare'] as const)
      got(
        await world.act(
          tx => saveRating(tx, today, ratingInput(first, party)),
          world.people[party === 'rektor' ? 'principal' : 'holder'],
        ),
      );
    clock.moveTo('2026-12-01');
    for (const [datedOn, what] of [
      ['2026-11-10', 'Besök i november'],
      ['2026-11-24', 'Senaste besöket'],
    ] as const)
      got(
        await world.act(
          tx => noteEvidence(tx, '2026-12-01', second.id, { kind: 'besök eller observation', datedOn, what }),
          world.people.principal,
        ),
      );
    const answer = await server.request(`http://localhost/uppfoljning/2026-27/${second.id}/bedom`);
    const [field = ''] = /<fieldset[^>]*id="evidence".*?<\/fieldset>/s.exec(await answer.text()) ?? [];
    const [shown = '', folded = ''] = field.split('<details>');
    expect(shown.indexOf('Senaste besöket')).toBeLessThan(shown.indexOf('Besök i november'));
    expect(shown).toContain('Besök i november');
    expect(folded).toContain('<summary>Fyra tidigare underlag</summary>');
    expect(folded).not.toContain('november');
    expect([...folded.matchAll(/type="checkbox"/g)]).toHaveLength(4);
  });

  it('has ticked what the principal has noted since last time, until a draft says otherwise', async () => {
    const { followUps } = got(
      await world.act(tx => openRound(tx, today, { routineId: world.routineId, yearStart: 2026, number: 1 })),
    );
    const own = followUps.find(one => one.holderId === world.people.holder);
    if (!own) throw new Error('The holder has no follow-up');
    for (const [what, by] of [
      ['Eget besök', world.people.principal],
      ['Innehavarens plan', world.people.holder],
    ] as const)
      got(
        await world.act(
          tx => noteEvidence(tx, today, own.id, { kind: 'annat', datedOn: '2026-09-10', what }),
          by,
        ),
      );
    const ticked = async () => {
      const answer = await server.request(`http://localhost/uppfoljning/2026-27/${own.id}/bedom`);
      const [field = ''] = /<fieldset[^>]*id="evidence".*?<\/fieldset>/s.exec(await answer.text()) ?? [];
      return [...field.matchAll(/<label class="choice".*?<\/label>/gs)]
        .map(([label]) => label)
        .filter(label => label.includes('checked'))
        .map(label => /<span>([^,]*)/.exec(label)?.[1]);
    };
    expect(await ticked()).toEqual(['Eget besök']);
    const untouched = ratingInput(own, 'rektor', { handIn: false, newEvidence: new Map() });
    got(await world.act(tx => saveRating(tx, today, untouched), world.people.principal));
    expect(await ticked()).toEqual([]);
  });

  it('tells of each field who reads it, what for, and when it was last used', async () => {
    const page = await form();
    expect(page).toContain('Senast använt');
    expect(page).toContain('inte besvarat i någon upprättad uppföljning än');
  });

  it('notes no reader in a principal who is to judge, and one in somebody who meets what others have said', async () => {
    const { followUps } = got(
      await world.act(tx => openRound(tx, today, { routineId: world.routineId, yearStart: 2026, number: 1 })),
    );
    const own = followUps.find(one => one.holderId === world.people.holder);
    const look = () => server.request(`http://localhost/uppfoljning/2026-27/${own?.id}`);
    const readers = () => world.act(tx => loadReadings(tx, [own?.id ?? '']));
    const rate = async (party: Party, by: string) => {
      if (own) got(await world.act(tx => saveRating(tx, today, ratingInput(own, party)), by));
    };
    await look();
    await rate('rektor', world.people.principal);
    await look();
    expect(await readers()).toEqual([]);
    await rate('innehavare', world.people.holder);
    await look();
    expect(await readers()).toEqual([]);

    // A principal who has come since has judged nothing here, and is told of.
    await world.act(tx => tx.db.updateTable('rating').set({ saved_by: world.people.chief }).execute());
    expect(await readers()).toMatchObject([{ readerId: world.people.principal }]);
  });

  it('shows to one of two who write the same rating what evidence the other has ticked', async () => {
    const { followUps } = got(
      await world.act(tx => openRound(tx, today, { routineId: world.routineId, yearStart: 2026, number: 1 })),
    );
    const own = followUps.find(one => one.holderId === world.people.holder);
    if (!own) throw new Error('no follow-up');
    const address = `http://localhost/uppfoljning/2026-27/${own.id}/bedom`;
    const seen = await (await server.request(address)).text();
    got(
      await world.act(
        tx => saveRating(tx, today, ratingInput(own, 'rektor', { handIn: false })),
        world.people.principal,
      ),
    );
    const body = new URLSearchParams({ act: 'save', version: '0', nextStep: 'Det andra' });
    for (const [name, text] of [
      ['new1-kind', 'enkät'],
      ['new1-datedOn', '2026-09-21'],
      ['new1-what', 'Min egen enkät'],
      ['new1-all', 'ja'],
    ] as const)
      body.set(name, text);
    expect(seen).toContain('name="new1-all"');
    const answer = await server.request(address, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
      body: body.toString(),
    });
    expect(answer.status).toBe(409);
    const page = await answer.text();
    expect(page).toContain('Ämneslagets möte');
    expect(page.match(/Min egen enkät/g)?.length).toBeGreaterThan(1);
  });
});
