import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, Scoped } from '#app/database/index.ts';
import { addUnit, OrganisationOn, type Unit } from '#app/organisation/index.ts';
import { openQuickForTest } from '#tests/database.ts';
import { countedAt } from './coverage.ts';
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

describe('where a follow-up is counted when areas are not what they were', () => {
  const unit = (id: string, parentId: string | null, parts: Partial<Unit> = {}): Unit => {
    const period = { startsOn: parts.startsOn ?? '2020-01-01', endsOn: parts.endsOn ?? null };
    const kind = parentId === null ? 'Huvudman' : parentId === 'kommunen' ? 'Rektorsområde' : 'Skolenhet';
    const version = { ...period, name: id, parentId, schoolForms: [], yearLevels: [] };
    return { id, kind, schoolUnitCode: null, ...period, versions: [version], ...parts };
  };
  const ended = { endsOn: '2026-12-31' };
  const began = { startsOn: '2027-01-01' };
  const units = [
    unit('kommunen', null),
    unit('nord', 'kommunen', ended),
    unit('nordskolan', 'nord', ended),
    unit('syd', 'kommunen'),
    unit('sydskolan', 'syd'),
    unit('väst', 'kommunen', began),
    unit('västskolan', 'väst', began),
  ];
  const counted = (unitId: string, ...heirs: string[]) => {
    const successions = heirs.map(successorId => ({
      ...{ predecessorId: 'nord', successorId, happenedOn: '2027-01-01', kind: 'sammanslagning' as const },
    }));
    const [then, now] = ['2026-10-01', '2027-02-01'].map(on => new OrganisationOn(units, on, successions));
    const at = then && now && countedAt(unitId, then, now);
    return at && [at.area.name, at.tookOver?.name ?? null, at.heirs.map(one => one.name)];
  };

  it('is the area it had', () => expect(counted('sydskolan')).toEqual(['syd', null, []]));
  it('is where a school is that is younger than the round', () =>
    expect(counted('västskolan')).toEqual(['väst', null, []]));
  it('is the one area that took over from one that is no more', () =>
    expect(counted('nordskolan', 'syd')).toEqual(['syd', 'nord', []]));
  it('is that area too when a school in it took over', () =>
    expect(counted('nordskolan', 'sydskolan')).toEqual(['syd', 'nord', []]));
  it('is still the area that is no more when several took over, who are named', () =>
    expect(counted('nordskolan', 'syd', 'väst')).toEqual(['nord', null, ['syd', 'väst']]));
  it('is still that area when nobody took over', () =>
    expect(counted('nordskolan')).toEqual(['nord', null, []]));
});
