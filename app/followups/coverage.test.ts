import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, Scoped } from '#app/database/index.ts';
import { addUnit } from '#app/organisation/index.ts';
import { openQuickForTest } from '#tests/database.ts';
import { type FollowUpWorld, got, newFollowUpWorld, openFirstRound, today } from './followups.fixture.ts';
import { readYear } from './reading.ts';

let database: Database;
let world: FollowUpWorld;

const addArea = async (tx: Scoped, name: string, school: string, code: string, form: string) => {
  const add = async (kind: string, called: string, parentId: string, schoolUnitCode: string) =>
    got(
      await addUnit(tx, today, {
        ...{ kind, name: called, parentId, schoolUnitCode, from: '2026-07-01', yearLevels: [] },
        schoolForms: kind === 'Skolenhet' ? [form] : [],
      }),
    ).id;
  const area = await add('Rektorsområde', name, world.units.administration, '');
  await add('Skolenhet', school, area, code);
};

beforeAll(async () => {
  database = await openQuickForTest();
  world = await newFollowUpWorld(database);
  await world.act(async tx => {
    await addArea(tx, 'Område Väst', 'Västgymnasiet', '99000011', 'GY');
    await addArea(tx, 'Område Grund', 'Grundskolan', '99000012', 'GR');
  });
  await openFirstRound(world);
});
afterAll(() => database.close());

describe('the coverage board', () => {
  it('has every area that the routine is for, also one where nobody has an assignment', async () => {
    const { board } = await world.act(tx => readYear(tx, 2026, today));
    expect(board.map(line => [line.area.name, line.rounds[0]?.covered.state])).toEqual([
      ['Område Nord', 'pågår'],
      ['Område Väst', 'inga uppdrag'],
      ['Modersmålsenheten', 'pågår'],
    ]);
  });

  it('names the areas that no routine is for', async () => {
    const { withoutRoutine } = await world.act(tx => readYear(tx, 2026, today));
    expect(withoutRoutine.map(area => area.name)).toEqual(['Område Grund']);
  });
});
