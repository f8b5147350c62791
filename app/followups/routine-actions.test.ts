import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#app/database/index.ts';
import { onEachDatabase } from '#tests/database.ts';
import { findFollowUp, loadFollowUps } from './follow-up-store.ts';
import {
  type FollowUpWorld,
  got,
  newFollowUpWorld,
  openFirstRound,
  routineInput,
  today,
} from './followups.fixture.ts';
import { insertReading, loadReadings } from './reader-store.ts';
import { openRound } from './round-actions.ts';
import {
  addHoliday,
  addRubric,
  beginVersion,
  changeRoutine,
  decideRoutine,
  recordUnionStep,
} from './routine-actions.ts';
import { findRound, findRoutine, loadRounds, loadRubrics } from './routine-store.ts';
import { coreCriteria } from './rubric/rubric.ts';

const decision = { decidedOn: '2026-09-15', decidedBy: 'förvaltningschefen', paragraph: '', clauseId: '' };

onEachDatabase('routines, rubrics and rounds', open => {
  let database: Database;
  let world: FollowUpWorld;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    world = await newFollowUpWorld(database);
  });
  const second = async () => got(await world.act(tx => beginVersion(tx, today, world.routineId)));

  it('are opened in their order: one whose time is to come is not skipped, one whose time is over may be', async () => {
    const open = (number: number, on: string) =>
      world.act(tx => openRound(tx, on, { routineId: world.routineId, yearStart: 2026, number }));
    expect(JSON.stringify(await open(2, '2026-10-01'))).toContain('Öppna uppföljning 1 först');
    expect((await open(2, '2026-10-20')).ok).toBe(true);
    expect(JSON.stringify(await open(4, '2026-10-20'))).toContain('Öppna uppföljning 3 först');
    expect((await open(3, '2026-10-20')).ok).toBe(true);
    expect((await open(4, '2026-10-20')).ok).toBe(true);
  });

  it('never change once decided: a new version takes over, with a union step and a decision of its own', async () => {
    const mark = { routineId: world.routineId, number: 1, seen: 3 };
    const changed = await world.act(tx => changeRoutine(tx, today, mark, routineInput({ title: 'Annat' })));
    expect(changed.kind).toBe('wrong');
    const next = await second();
    expect(next).toMatchObject({ number: 2, state: 'utkast', union: null, decision: null });
    expect((await world.act(tx => beginVersion(tx, today, world.routineId)))?.ok).toBe(false);
  });

  it('give a second writer the choice', async () => {
    await second();
    const mark = { routineId: world.routineId, number: 2, seen: 1 };
    const write = (title: string) => world.act(tx => changeRoutine(tx, today, mark, routineInput({ title })));
    const both = await Promise.all([write('Ett'), write('Två')]);
    expect(both.map(one => one.kind).sort()).toEqual(['conflict', 'saved']);
    const kept = await world.act(tx => findRoutine(tx, world.routineId, 2));
    const winner = both[0]?.kind === 'saved' ? 'Ett' : 'Två';
    expect([kept?.title, kept?.version]).toEqual([winner, 2]);
  });

  it('cannot be decided while something is missing, and say what', async () => {
    await second();
    const mark = { routineId: world.routineId, number: 2 };
    const rounds = routineInput().rounds.slice(0, 2);
    got(await world.act(tx => changeRoutine(tx, today, { ...mark, seen: 1 }, routineInput({ rounds }))));
    const refused = await world.act(tx => decideRoutine(tx, today, { ...mark, seen: 2 }, decision));
    expect(refused.kind === 'wrong' && refused.problems.map(one => one.text).join(' ')).toContain('P');
    got(await world.act(tx => changeRoutine(tx, today, { ...mark, seen: 2 }, routineInput())));
    got(await world.act(tx => decideRoutine(tx, today, { ...mark, seen: 3 }, decision)));
    const step = { on: '2026-09-20', form: 'samverkan', parties: 'Sveriges Lärare', view: 'Nej' };
    got(await world.act(tx => recordUnionStep(tx, today, { ...mark, seen: 4 }, step)));
  });

  it('open rounds with the versions in force, and keep them when both are renewed', async () => {
    const followUp = await openFirstRound(world);
    const round = await world.act(tx => findRound(tx, followUp.roundId));
    expect(round).toMatchObject({ routineNumber: 1, rubricVersion: 1, dueOn: '2026-10-15' });
    const rubric = { validFrom: today, criteria: coreCriteria };
    expect(got(await world.act(tx => addRubric(tx, today, rubric))).version).toBe(2);
    expect((await world.act(tx => addRubric(tx, today, { ...rubric, criteria: [] }))).ok).toBe(false);
    expect((await second()).rubricVersion).toBe(2);
    const mark = { routineId: world.routineId, number: 2, seen: 1 };
    got(await world.act(tx => decideRoutine(tx, today, mark, decision)));
    const next = await world.act(tx =>
      openRound(tx, today, { routineId: world.routineId, yearStart: 2026, number: 2 }),
    );
    expect(got(next).round).toMatchObject({ routineNumber: 2, rubricVersion: 2 });
    expect(await world.act(tx => findRound(tx, followUp.roundId))).toEqual(round);
    expect(await world.act(loadRubrics)).toHaveLength(2);
  });

  it('fall due on a school day', async () => {
    await world.act(tx =>
      addHoliday(tx, today, { name: 'Lov', startsOn: '2026-10-12', endsOn: '2026-10-16' }),
    );
    const followUp = await openFirstRound(world);
    expect((await world.act(tx => findRound(tx, followUp.roundId)))?.dueOn).toBe('2026-10-19');
  });

  it('take in every assignment that the routine is for, the mother-tongue unit too, once', async () => {
    const { roundId } = await openFirstRound(world);
    const all = await world.act(tx => loadFollowUps(tx, [roundId], today));
    expect(all.map(one => one.unitId).sort()).toEqual([world.units.school, world.units.motherTongue].sort());
    const again = await world.act(tx =>
      openRound(tx, today, { routineId: world.routineId, yearStart: 2026, number: 1 }),
    );
    expect(again.ok).toBe(false);
  });

  it('are opened once when eight open the same at the same moment', async () => {
    const opening = { routineId: world.routineId, yearStart: 2026, number: 1 };
    const tries = await Promise.all(
      Array.from({ length: 8 }, () => world.act(tx => openRound(tx, today, opening))),
    );
    expect(tries.filter(one => one.ok)).toHaveLength(1);
    const rounds = await world.act(loadRounds);
    expect(rounds).toHaveLength(1);
    const all = await world.act(tx => loadFollowUps(tx, [rounds[0]?.id ?? ''], today));
    expect(new Set(all.map(one => one.assignmentId)).size).toBe(all.length);
  });

  it.each([
    ['in a year the routine is not for', { yearStart: 2024, number: 1 }],
    ['that the routine does not have', { yearStart: 2026, number: 5 }],
  ])('are not opened %s', async (_, parts) => {
    const opening = { routineId: world.routineId, ...parts };
    expect((await world.act(tx => openRound(tx, today, opening))).ok).toBe(false);
  });

  describe('who has read', () => {
    it('is noted once a day, and stays', async () => {
      const followUp = await openFirstRound(world);
      expect(await world.act(tx => findFollowUp(tx, followUp.id, today))).toEqual(followUp);
      const { chief } = world.people;
      for (const on of ['2026-10-02', '2026-10-02', '2026-10-03'])
        await world.act(tx => insertReading(tx, followUp.id, chief, on));
      const readings = await world.act(tx => loadReadings(tx, [followUp.id]));
      expect(readings.map(one => one.on)).toEqual(['2026-10-03', '2026-10-02']);
    });
  });
});
