import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Database } from '#app/database/index.ts';
import { loadRegister } from '#app/positions/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { onEachDatabase } from '#tests/database.ts';
import { type FollowUpWorld, got, newFollowUpWorld, today } from '../followups.fixture.ts';
import type { PulseReply } from './pulse.ts';
import { answerPulse, closePulse, openPulse, renewCodes } from './pulse-actions.ts';
import { readAnswers } from './pulse-reading.ts';
import { countUnused, findPulse, readTally } from './pulse-store.ts';
import { sv } from './sv.ts';

const reply = (known: PulseReply['answers']['känner till uppdraget'], example = ''): PulseReply => ({
  answers: { 'känner till uppdraget': known, 'har ändrat undervisningen': 'vet ej' },
  example,
});
const lastDay = '2026-10-15';
const after = '2026-10-16';

onEachDatabase('a colleague pulse', open => {
  let database: Database;
  let world: FollowUpWorld;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    world = await newFollowUpWorld(database);
  });

  const assignmentAt = (unitId: string) =>
    world.act(async tx => {
      const { positions, assignments } = await loadRegister(tx);
      const position = positions.find(one => one.unitId === unitId);
      return assignments.find(one => one.positionId === position?.id)?.id ?? '';
    });
  const opened = async (handedOut = 6, on: IsoDate = today) => {
    const assignmentId = await assignmentAt(world.units.school);
    return world.act(tx => openPulse(tx, on, { assignmentId, handedOut, closesOn: lastDay }));
  };
  const answer = (code: string, one: PulseReply, on: IsoDate = today) =>
    world.act(tx => answerPulse(tx, on, code, one));
  const close = (id: string, on: IsoDate = after) => world.act(tx => closePulse(tx, on, id));
  const textOf = (result: { ok: boolean; problems?: readonly { text: string }[] }) =>
    result.ok ? 'ok' : result.problems?.map(({ text }) => text).join(' ');

  it('is opened, answered once with each code, closed and read', async () => {
    const { pulse, codes } = got(await opened());
    expect(new Set(codes).size).toBe(6);
    for (const [k, code] of codes.slice(0, 5).entries())
      got(await answer(code, reply(k === 0 ? 'inte alls' : 'ganska bra', k === 0 ? 'Åh' : '')));
    expect(textOf(await answer(codes[0] ?? '', reply('ganska bra')))).toBe(sv.codeUnknown);
    const done = got(await close(pulse.id));
    expect(done).toMatchObject({ handedOut: 6, answered: 5, closedOn: after });
    const tally = await world.act(tx => readAnswers(tx, done));
    expect(tally?.counts['känner till uppdraget']).toEqual([0, 4, 0, 1, 0]);
    expect(tally?.examples).toEqual(['Åh']);
    expect(textOf(await answer(codes[5] ?? '', reply('ganska bra')))).toBe(sv.codeUnknown);
  });

  it('shows nobody anything while it goes on', async () => {
    const { pulse, codes } = got(await opened(5));
    for (const code of codes) got(await answer(code, reply('ganska bra')));
    expect(await world.act(async tx => readAnswers(tx, (await findPulse(tx, pulse.id)) ?? pulse))).toBeNull();
  });

  it('forgets the answers when fewer than five have answered', async () => {
    const { pulse, codes } = got(await opened());
    for (const code of codes.slice(0, 4)) got(await answer(code, reply('inte alls', 'Ingenting')));
    expect(got(await close(pulse.id)).answered).toBeNull();
    const left = await world.act(tx => readTally(tx, pulse.id));
    expect(left.examples).toEqual([]);
    expect(left.counts['känner till uppdraget']).toEqual([0, 0, 0, 0, 0]);
  });

  it('cannot be closed early, to see what the first ones said', async () => {
    const { pulse, codes } = got(await opened());
    for (const code of codes.slice(0, 5)) got(await answer(code, reply('helt och hållet')));
    expect(textOf(await close(pulse.id, lastDay))).toBe(sv.cannotClose);
    got(await answer(codes[5] ?? '', reply('inte alls')));
    expect(got(await close(pulse.id, lastDay)).answered).toBe(6);
    expect(textOf(await close(pulse.id))).toBe(sv.alreadyClosed);
  });

  it('is not answered after its last day', async () => {
    const { codes } = got(await opened());
    expect(textOf(await answer(codes[0] ?? '', reply('vet ej'), after))).toBe(sv.codeUnknown);
    expect(textOf(await answer(codes[0] ?? '', reply('vet ej'), lastDay))).toBe('ok');
  });

  it('gets new slips only before anybody has answered', async () => {
    const { pulse, codes } = got(await opened());
    const again = got(await world.act(tx => renewCodes(tx, today, pulse.id)));
    expect(again.codes).toHaveLength(6);
    expect(textOf(await answer(codes[0] ?? '', reply('vet ej')))).toBe(sv.codeUnknown);
    got(await answer(again.codes[0] ?? '', reply('vet ej')));
    expect(textOf(await world.act(tx => renewCodes(tx, today, pulse.id)))).toBe(sv.hasAnswers);
  });

  it('is opened on an assignment that somebody holds, one at a time and twice a year', async () => {
    const first = got(await opened());
    expect(textOf(await opened())).toBe(sv.stillOpen);
    got(await close(first.pulse.id));
    const second = got(await opened(7));
    expect(second.pulse.occasion).toBe(2);
    got(await close(second.pulse.id));
    expect(textOf(await opened())).toBe(sv.enough);
    const none = { assignmentId: 'x', handedOut: 6, closesOn: lastDay };
    expect(textOf(await world.act(tx => openPulse(tx, today, none)))).toBe(sv.notYours);
    expect(textOf(await opened(4))).toBe(sv.countWrong(5, 80));
  });

  it('waits for the union step of the routine', async () => {
    world = await newFollowUpWorld(database, { union: false });
    expect(textOf(await opened())).toBe(sv.locked);
  });

  it('counts everyone when many answer at the same time', async () => {
    const { pulse, codes } = got(await opened(12));
    const double = [...codes, ...codes];
    const results = await Promise.all(double.map(code => answer(code, reply('ganska bra'))));
    expect(results.filter(({ ok }) => ok)).toHaveLength(12);
    expect(got(await close(pulse.id)).answered).toBe(12);
    const tally = await world.act(tx => readTally(tx, pulse.id));
    expect(tally.counts['känner till uppdraget']).toEqual([0, 12, 0, 0, 0]);
  });

  it('leaves nothing in the database that ties an answer to a code, a time or a person', async () => {
    const { pulse, codes } = got(await opened(8));
    const colleague = world.people.deputy;
    const before = await world.act(tx =>
      sql<{ n: number }>`select count(*)::int as n from audit_event`.execute(tx.db),
    );
    for (const [k, code] of codes.slice(0, 6).entries())
      got(
        await world.act(
          tx => answerPulse(tx, today, code, reply(k === 2 ? 'inte alls' : 'ganska bra', `Ord ${k}`)),
          colleague,
        ),
      );
    const rows = await world.act(async tx => ({
      events: (await sql<{ n: number }>`select count(*)::int as n from audit_event`.execute(tx.db)).rows,
      tally: (await sql<Record<string, unknown>>`select * from pulse_tally`.execute(tx.db)).rows,
      codes: (await sql<Record<string, unknown>>`select * from pulse_code`.execute(tx.db)).rows,
      // Written by one and the same transaction: nothing tells which code came last.
      written: (
        await sql<{ n: number }>`select count(distinct xmin::text)::int as n from pulse_code`.execute(tx.db)
      ).rows,
    }));
    expect(rows.events).toEqual(before.rows);
    expect(rows.tally).toHaveLength(1);
    expect(Object.keys(rows.tally[0] ?? {}).sort()).toEqual([
      'authority_id',
      'changed',
      'examples',
      'known',
      'pulse_id',
    ]);
    expect(rows.codes).toHaveLength(2);
    expect(rows.written).toEqual([{ n: 1 }]);
    const everything = JSON.stringify(rows);
    expect(everything).not.toContain(colleague);
    for (const code of codes) expect(everything).not.toContain(code);
    expect((await world.act(countUnused)).get(pulse.id)).toBe(2);
  });
});
