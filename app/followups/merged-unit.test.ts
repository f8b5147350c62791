import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, Scoped } from '#app/database/index.ts';
import { addUnit, carryOutReorganisation, loadOrganisation } from '#app/organisation/index.ts';
import { findLeftBehind, loadRegister, moveLeftBehind, positionsOn } from '#app/positions/index.ts';
import { openQuickForTest } from '#tests/database.ts';
import { viewerWith } from '#tests/served.ts';
import type { FollowUp } from './follow-up.ts';
import { type FollowUpWorld, got, newFollowUpWorld, openFirstRound } from './followups.fixture.ts';
import { readYear } from './reading.ts';
import { openRound } from './round-actions.ts';

let database: Database;
let world: FollowUpWorld;
let first: FollowUp;
let newSchool = '';

const onDay = async (tx: Scoped, day: string) => {
  const organisation = await loadOrganisation(tx, day);
  return positionsOn(await loadRegister(tx), day).map(({ position, unitId }) => [
    position.externalId,
    organisation.find(unitId)?.name,
  ]);
};

beforeAll(async () => {
  database = await openQuickForTest();
  world = await newFollowUpWorld(database);
  first = await openFirstRound(world);
  const { area, school } = world.units;
  newSchool = (
    await world.act(async tx =>
      got(
        await addUnit(tx, '2026-12-01', {
          ...{ kind: 'Skolenhet', name: 'Nya gymnasiet', parentId: area, from: '2027-01-01' },
          ...{ schoolUnitCode: '99000007', schoolForms: ['GY'], yearLevels: [] },
        }),
      ),
    )
  ).id;
  const merge = (heirs: ReadonlyMap<string, string>) =>
    world.act(tx =>
      carryOutReorganisation(
        tx,
        {
          ...{ kind: 'sammanslagning', predecessorIds: [school], successorIds: [newSchool] },
          ...{ on: '2027-01-01', heirs },
        },
        { find: findLeftBehind, move: moveLeftBehind },
      ),
    );
  const asked = await merge(new Map());
  if (asked.kind !== 'asks') throw new Error(`Expected a question: ${JSON.stringify(asked)}`);
  expect(asked.left.map(one => one.text)).toEqual(['Förstelärare F-1, gäller tills vidare']);
  expect(await merge(new Map(asked.left.map(({ key }) => [key, newSchool])))).toEqual({ kind: 'done' });
});
afterAll(() => database.close());

describe('a school that becomes another in the middle of the year', () => {
  it('has its positions until the day before, and the new one from the day on', async () => {
    expect(await world.act(tx => onDay(tx, '2026-12-31'))).toEqual([
      ['F-1', 'Nordgymnasiet'],
      ['F-2', 'Modersmålsenheten'],
    ]);
    expect(await world.act(tx => onDay(tx, '2027-01-01'))).toEqual([
      ['F-1', 'Nya gymnasiet'],
      ['F-2', 'Modersmålsenheten'],
    ]);
  });

  it('lets the principal of the new school finish what was begun at the old one, and nobody elsewhere', async () => {
    const may = async (unitId: string, on: string) =>
      (await viewerWith(world.act, { authorityId: world.authorityId, role: 'rektor', unitId, on })).may(
        'rateFollowUp',
        { unitId: first.unitId, state: 'pågår' },
      ).allowed;
    expect(await may(newSchool, '2027-01-10')).toBe(true);
    expect(await may(newSchool, '2026-12-20')).toBe(false);
    expect(await may(world.units.motherTongue, '2027-01-10')).toBe(false);
  });

  it('keeps what was followed up there, and is followed up where it is', async () => {
    await world.act(async tx =>
      got(await openRound(tx, '2027-01-20', { routineId: world.routineId, yearStart: 2026, number: 3 })),
    );
    const { lines } = await world.act(tx => readYear(tx, 2026, '2027-01-20'));
    const own = lines.filter(one => one.externalId === 'F-1');
    expect(own.map(one => one.unit?.name)).toEqual(['Nya gymnasiet']);
    const { followUps } = await world.act(async tx =>
      got(await openRound(tx, '2027-04-20', { routineId: world.routineId, yearStart: 2026, number: 4 })),
    );
    expect(followUps.find(one => one.holderId === world.people.holder)?.unitId).toBe(newSchool);
  });
});

describe('a unit in no area that becomes a school in one', () => {
  it('has one line on the coverage board, that of the school’s area, which says whom it took over from', async () => {
    const world = await newFollowUpWorld(database);
    await openFirstRound(world);
    const { motherTongue, school } = world.units;
    const merge = (heirs: ReadonlyMap<string, string>) =>
      world.act(tx =>
        carryOutReorganisation(
          tx,
          {
            ...{ kind: 'sammanslagning', predecessorIds: [motherTongue], successorIds: [school] },
            ...{ on: '2027-01-01', heirs },
          },
          { find: findLeftBehind, move: moveLeftBehind },
        ),
      );
    const asked = await merge(new Map());
    if (asked.kind !== 'asks') throw new Error(`Expected a question: ${JSON.stringify(asked)}`);
    expect(await merge(new Map(asked.left.map(({ key }) => [key, school])))).toEqual({ kind: 'done' });
    const { board } = await world.act(tx => readYear(tx, 2026, '2027-01-20'));
    expect(
      board.map(line => [line.area.name, line.tookOver.map(one => one.name), line.rounds[0]?.covered.due]),
    ).toEqual([['Område Nord', ['Modersmålsenheten'], 2]]);
  });
});
