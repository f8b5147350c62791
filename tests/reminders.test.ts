import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPeople, savePeople } from '#app/access/index.ts';
import type { Database } from '#app/database/index.ts';
import {
  type FollowUpWorld,
  got,
  newFollowUpWorld,
  openFirstRound,
  ratingContent,
  ratingInput,
} from '#app/followups/followups.fixture.ts';
import { addHoliday, type FollowUp, saveRating } from '#app/followups/index.ts';
import { tasksFor } from '#app/main.ts';
import { writeReminders } from '#app/reminders/index.ts';
import { addDays, type IsoDate } from '#app/shared/date.ts';
import { onEachDatabase } from './database.ts';

/** What was written between two days, by person: the days, and all the words. */
type Written = { readonly days: Readonly<Record<string, readonly IsoDate[]>>; readonly words: string };

onEachDatabase('reminders of follow-ups', open => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  /** The round is due on Thursday 15 October; everybody has an address. */
  const begin = async (): Promise<{ world: FollowUpWorld; followUp: FollowUp }> => {
    const world = await newFollowUpWorld(database);
    await world.act(async tx => {
      const people = await loadPeople(tx);
      await savePeople(
        tx,
        people.map(one => ({ ...one, email: `${one.employeeNumber}@kommun.example` })),
      );
    });
    return { world, followUp: await openFirstRound(world) };
  };

  const write = (world: FollowUpWorld, today: IsoDate) =>
    writeReminders(database, world.authorityId, { today, origin: 'https://samsyn.example', tasksFor });

  const writeEveryDay = async (world: FollowUpWorld, from: IsoDate, to: IsoDate): Promise<Written> => {
    for (let day = from; day <= to; day = addDays(day, 1)) await write(world, day);
    const rows = await world.act(tx =>
      tx.db
        .selectFrom('reminder')
        .select(['person_id', 'day', 'subject', 'content'])
        .where('day', '>=', from)
        .orderBy('day')
        .execute(),
    );
    const daysOf = (id: string) => rows.filter(row => row.person_id === id).map(row => row.day);
    return {
      days: Object.fromEntries(Object.entries(world.people).map(([name, id]) => [name, daysOf(id)])),
      words: rows.map(row => `${row.subject} ${row.content}`).join('\n'),
    };
  };

  it('come to those who have something to do, before it is due and when it is late, never on a weekend', async () => {
    const { world } = await begin();
    const { days } = await writeEveryDay(world, '2026-10-01', '2026-10-28');
    const calls = ['2026-10-08', '2026-10-14', '2026-10-16', '2026-10-23'];
    // The principal of the area and the one of the school answer for the same follow-up.
    expect(days).toMatchObject({ principal: calls, deputy: calls, holder: calls, secondHolder: calls });
    expect(days).toMatchObject({ chief: [], hr: [] });
  }, 60_000);

  it('come once, however often they are written', async () => {
    const { world } = await begin();
    expect(await write(world, '2026-10-08')).toBe(4);
    const again = await Promise.all([write(world, '2026-10-08'), write(world, '2026-10-08')]);
    expect(again).toEqual([0, 0]);
  });

  it('rest in a school holiday, and come on the first day after it', async () => {
    const { world } = await begin();
    await world.act(tx =>
      addHoliday(tx, '2026-10-01', { name: 'Lov', startsOn: '2026-10-07', endsOn: '2026-10-13' }),
    );
    const { days } = await writeEveryDay(world, '2026-10-05', '2026-10-15');
    expect(days.holder).toEqual(['2026-10-14']);
  });

  it('end for a holder who has handed in, and go on for the principal who has not', async () => {
    const { world, followUp } = await begin();
    got(
      await world.act(
        tx => saveRating(tx, '2026-10-05', ratingInput(followUp, 'innehavare')),
        world.people.holder,
      ),
    );
    const { days } = await writeEveryDay(world, '2026-10-08', '2026-10-16');
    expect(days.holder).toEqual([]);
    expect(days.deputy).toEqual(['2026-10-08', '2026-10-14', '2026-10-16']);
  });

  it('tell the nearest chief after two weeks, and only that it is late', async () => {
    const { world, followUp } = await begin();
    got(
      await world.act(
        tx => saveRating(tx, '2026-10-05', ratingInput(followUp, 'innehavare')),
        world.people.holder,
      ),
    );
    const { days } = await writeEveryDay(world, '2026-10-26', '2026-10-29');
    expect(days.chief).toEqual(['2026-10-29']);
    const letter = await world.act(tx =>
      tx.db
        .selectFrom('reminder')
        .select('content')
        .where('person_id', '=', world.people.chief)
        .executeTakeFirstOrThrow(),
    );
    expect(letter.content).toContain(
      '- Modersmålsenheten: en uppföljning\n- Nordgymnasiet: en uppföljning\n',
    );
    for (const secret of ['Matematik', 'Frida', 'Först', 'Rut', 'Bo ', 'F-1'])
      expect(letter.content).not.toContain(secret);
  });

  it('never tell anything that somebody has judged or written', async () => {
    const { world, followUp } = await begin();
    for (const [party, person] of [
      ['innehavare', world.people.holder],
      ['rektor', world.people.deputy],
    ] as const) {
      const content = ratingContent(2, { nextStep: 'KANARIEFÅGEL' });
      const lines = content.lines.map(line => ({ ...line, wording: 'KANARIEFÅGEL' }));
      got(
        await world.act(
          tx =>
            saveRating(tx, '2026-10-05', ratingInput(followUp, party, { content: { ...content, lines } })),
          person,
        ),
      );
      const { words } = await writeEveryDay(world, '2026-10-08', '2026-11-16');
      expect(words.length).toBeGreaterThan(500);
      expect(words).not.toMatch(/KANARIE|P\d|F\d|Matematik|Frida|nivå/);
    }
  }, 60_000);

  it('do not come to whoever wants none, and are seen to fail where the address is no address', async () => {
    const { world } = await begin();
    await world.act(async tx => {
      const own = { authority_id: world.authorityId };
      await tx.db
        .insertInto('reminder_choice')
        .values({ ...own, person_id: world.people.holder, wants_mail: false })
        .execute();
      await tx.db
        .updateTable('person')
        .set({ email: 'a@b.se, c@d.se' })
        .where('person_id', '=', world.people.deputy)
        .execute();
    });
    const { days } = await writeEveryDay(world, '2026-10-08', '2026-10-08');
    expect(days.holder).toEqual([]);
    const state = await world.act(tx =>
      tx.db
        .selectFrom('reminder')
        .select(['state', 'answer'])
        .where('person_id', '=', world.people.deputy)
        .executeTakeFirst(),
    );
    expect(state).toMatchObject({ state: 'misslyckad', answer: expect.stringContaining('Adressen') });
  });

  describe('old letters', () => {
    it('are gone after ninety days', async () => {
      const { world } = await begin();
      await write(world, '2026-10-08');
      const left = () => world.act(tx => tx.db.selectFrom('reminder').select('day').execute());
      await write(world, '2027-01-06');
      expect((await left()).some(row => row.day === '2026-10-08')).toBe(true);
      await write(world, '2027-01-07');
      expect((await left()).some(row => row.day === '2026-10-08')).toBe(false);
    });
  });
});
