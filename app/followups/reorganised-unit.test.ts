import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, Scoped } from '#app/database/index.ts';
import { addUnit, loadUnits, saveUnit, type Unit } from '#app/organisation/index.ts';
import { openQuickForTest } from '#tests/database.ts';
import { type FollowUpWorld, got, newFollowUpWorld } from './followups.fixture.ts';
import { readYear } from './reading.ts';
import { openRound } from './round-actions.ts';

let database: Database;
let world: FollowUpWorld;

const findSchool = async (tx: Scoped): Promise<Unit> => {
  const found = (await loadUnits(tx)).find(one => one.id === world.units.school);
  if (!found) throw new Error('The school is missing.');
  return found;
};

/** Opens a round; tells how many follow-ups it got. */
const open = (number: number, on: string): Promise<number> =>
  world.act(
    async tx =>
      got(await openRound(tx, on, { routineId: world.routineId, yearStart: 2026, number })).followUps.length,
  );

beforeAll(async () => {
  database = await openQuickForTest();
  world = await newFollowUpWorld(database);
});
afterAll(() => database.close());

describe('a school that is moved to another principal area in the middle of the year', () => {
  it('was followed up where it was, and is followed up where it is', async () => {
    expect(await open(1, '2026-09-15')).toBe(2);
    const { administration } = world.units;
    const south = await world.act(async tx =>
      got(
        await addUnit(tx, '2026-12-01', {
          ...{ kind: 'Rektorsområde', name: 'Område Syd', parentId: administration, from: '2027-01-01' },
          ...{ schoolUnitCode: '', schoolForms: [], yearLevels: [] },
        }),
      ),
    );
    await world.act(async tx => {
      const unit = await findSchool(tx);
      const [version] = unit.versions;
      if (!version) throw new Error('The school has no version.');
      const moved = { ...version, parentId: south.id, startsOn: '2027-01-01' };
      await saveUnit(tx, { ...unit, versions: [{ ...version, endsOn: '2026-12-31' }, moved] });
    });
    expect(await open(3, '2027-01-20')).toBe(2);
    const year = await world.act(tx => readYear(tx, 2026, '2027-01-20'));
    const due = (area: string) =>
      year.board.find(line => line.area.name === area)?.rounds.map(round => round.covered.state);
    expect(due('Område Nord')).toEqual(['sent', 'inga uppdrag']);
    expect(due('Område Syd')).toEqual(['inga uppdrag', 'pågår']);
    expect(due('Modersmålsenheten')).toEqual(['sent', 'pågår']);
  });

  it('keeps its name in what was said of it when it is no more', async () => {
    await world.act(async tx => {
      const unit = await findSchool(tx);
      const versions = unit.versions.map(one => ({ ...one, endsOn: one.endsOn ?? '2027-03-31' }));
      await saveUnit(tx, { ...unit, endsOn: '2027-03-31', versions });
    });
    const { lines } = await world.act(tx => readYear(tx, 2026, '2027-06-01'));
    expect(lines.map(({ externalId, unit }) => [externalId, unit?.name]).sort()).toEqual([
      ['F-1', 'Nordgymnasiet'],
      ['F-2', 'Modersmålsenheten'],
    ]);
  });
});
