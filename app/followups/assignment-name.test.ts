import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, savePeople } from '#app/access/index.ts';
import type { Database } from '#app/database/index.ts';
import { loadRegister } from '#app/positions/index.ts';
import { newId } from '#app/shared/id.ts';
import { openQuickForTest } from '#tests/database.ts';
import { viewerWith } from '#tests/served.ts';
import { assignmentNames } from './assignment-name.ts';
import { type FollowUpWorld, newFollowUpWorld, openFirstRound, place, today } from './followups.fixture.ts';
import { readPulses } from './pulse/pulse-reading.ts';
import { followUpTasks } from './task-reading.ts';

let database: Database;
let world: FollowUpWorld;

beforeAll(async () => {
  database = await openQuickForTest();
  world = await newFollowUpWorld(database);
  await world.act(async tx => {
    const add = async (externalId: string, subject: string, employeeNumber: string) => {
      const person: Person = {
        ...{ id: newId(), givenName: 'Prov', familyName: externalId, employeeNumber, email: null },
        ...{ gender: null, isProtected: false, presentation: null },
      };
      await savePeople(tx, [person]);
      await place(tx, externalId, world.units.school, person, subject);
    };
    await add('F-3', 'Matematik', 'E7');
    await add('F-4', 'Kemi', 'E8');
    await add('F-5', 'Modersmål', 'E9');
  });
  await openFirstRound(world);
});
afterAll(() => database.close());

const viewer = () =>
  viewerWith(world.act, {
    ...{ authorityId: world.authorityId, role: 'rektor', unitId: world.units.school, on: today },
  });

describe('two assignments in the same subject at the same school', () => {
  it('are told apart by the numbers of their positions, and no other assignment is', async () => {
    const register = await world.act(loadRegister);
    const nameOf = assignmentNames(register, today);
    expect(register.assignments.map(one => nameOf(one.id)).sort()).toEqual([
      ...['Kemi', 'Matematik F-1', 'Matematik F-3', 'Modersmål', 'Modersmål'],
    ]);
  });

  it('are two cards that a principal can tell apart', async () => {
    const may = await viewer();
    expect((await world.act(tx => followUpTasks(tx, may, today))).map(one => one.title)).toEqual([
      'Uppföljning 1 av 4: Kemi, Nordgymnasiet',
      'Uppföljning 1 av 4: Matematik F-1, Nordgymnasiet',
      'Uppföljning 1 av 4: Matematik F-3, Nordgymnasiet',
      'Uppföljning 1 av 4: Modersmål, Nordgymnasiet',
    ]);
  });

  it('are two choices when a colleague pulse is opened', async () => {
    const may = await viewer();
    const { openable } = await world.act(tx => readPulses(tx, may, today));
    expect(openable.map(one => one.text).sort()).toEqual([
      ...['Nordgymnasiet: Kemi', 'Nordgymnasiet: Matematik F-1', 'Nordgymnasiet: Matematik F-3'],
      'Nordgymnasiet: Modersmål',
    ]);
  });
});
