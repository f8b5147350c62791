import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, type Scope, type Scoped, withScope } from '#app/database/index.ts';
import { carryOutReorganisation } from '#app/organisation/index.ts';
import { newId } from '#app/shared/id.ts';
import { openQuickForTest } from '#tests/database.ts';
import { addNeed, addPosition, changePosition } from './actions.ts';
import { importPositionsFile } from './import/run.ts';
import { findLeftBehind, moveLeftBehind } from './left-behind-reading.ts';
import { unitIdOn } from './placement.ts';
import type { CareerPosition } from './position.ts';
import {
  area,
  birchSchool,
  bytesOf,
  endedSchool,
  enterAuthority,
  oakSchool,
  readPlainTable,
  tableOf,
  teacher,
  today,
} from './register.fixture.ts';
import { loadRegister } from './store.ts';
import { addStructure } from './structures/structure-actions.ts';
import { loadStructures } from './structures/structure-store.ts';

const input = {
  ...{ externalId: 'F-001', kind: 'Förstelärare', unitId: birchSchool.id, movesOn: '' },
  ...{ funding: 'statsbidrag §16', startsOn: '2025-08-01', endsOn: '' },
};

let database: Database;
beforeAll(async () => {
  database = await openQuickForTest();
});
afterAll(() => database.close());

/** A town where a position stands at Björkskolan. */
const openTown = async () => {
  const scope: Scope = { authorityId: newId(), personId: teacher.id };
  const act = <Result>(work: (tx: Scoped) => Promise<Result>) => withScope(database, scope, work);
  await act(enterAuthority);
  const added = await act(tx => addPosition(tx, today, input));
  if (!added.ok) throw new Error(JSON.stringify(added.problems));
  const find = async (): Promise<CareerPosition> => {
    const found = (await act(loadRegister)).positions.find(one => one.id === added.value.id);
    if (!found) throw new Error('The position is gone.');
    return found;
  };
  const change = async (parts: Partial<typeof input>) => {
    const { version } = await find();
    return act(tx => changePosition(tx, today, added.value.id, version, { ...input, ...parts }));
  };
  return { act, find, change, id: added.value.id };
};

const unitsOn = (position: CareerPosition, ...days: string[]) => days.map(day => unitIdOn(position, day));

describe('a position that is moved in the form', () => {
  it('stands at the new school from the day that was written, and before it where it did', async () => {
    const town = await openTown();
    expect(await town.change({ unitId: oakSchool.id, movesOn: '2026-08-01' })).toMatchObject({
      kind: 'saved',
    });
    expect(unitsOn(await town.find(), '2025-08-01', '2026-07-31', '2026-08-01')).toEqual([
      ...[birchSchool.id, birchSchool.id, oakSchool.id],
    ]);
  });

  it('has stood there all along when its own first day is written', async () => {
    const town = await openTown();
    await town.change({ unitId: oakSchool.id, movesOn: '2025-08-01' });
    expect(unitsOn(await town.find(), '2025-08-01', '2026-08-01')).toEqual([oakSchool.id, oakSchool.id]);
  });

  it('can get another day afterwards, and its first', async () => {
    const town = await openTown();
    await town.change({ unitId: oakSchool.id, movesOn: '2026-08-01' });
    await town.change({ unitId: oakSchool.id, movesOn: '2026-03-01' });
    expect(unitsOn(await town.find(), '2026-02-28', '2026-03-01')).toEqual([birchSchool.id, oakSchool.id]);
    await town.change({ unitId: oakSchool.id, movesOn: '2025-08-01' });
    expect((await town.find()).earlierUnits).toEqual([]);
  });

  it('keeps its places when something else is changed', async () => {
    const town = await openTown();
    await town.change({ unitId: oakSchool.id, movesOn: '2026-08-01' });
    await town.change({ unitId: oakSchool.id, movesOn: '2026-08-01', funding: 'egna medel' });
    expect(await town.find()).toMatchObject({
      ...{ unitId: oakSchool.id, funding: 'egna medel' },
      earlierUnits: [{ unitId: birchSchool.id, endsOn: '2026-07-31' }],
    });
  });

  it.each([
    ['a day that does not exist', { unitId: oakSchool.id, movesOn: '2026-02-30' }, 'movesOn'],
    ['another school, and no day', { unitId: oakSchool.id }, 'movesOn'],
    ['a day, and no other school', { movesOn: '2026-08-01' }, 'movesOn'],
    ['a school that had ended', { unitId: endedSchool.id, movesOn: '2026-08-01' }, 'unitId'],
    ['an area', { unitId: area.id, movesOn: '2026-08-01' }, 'unitId'],
  ])('is refused with %s, and stays', async (_, parts, field) => {
    const town = await openTown();
    expect(await town.change(parts)).toMatchObject({ kind: 'wrong', problems: [{ field }] });
    expect((await town.find()).version).toBe(1);
  });
});

describe('a position that a list says is at another school', () => {
  it('is moved today, once, however many times the list is read', async () => {
    const town = await openTown();
    const row = { enhet: 'Ekskolan', tjanst_id: 'F-001', tjanst_start: '2025-08-01' };
    const readIn = (fileName: string) =>
      importPositionsFile({
        ...{ bytes: bytesOf(tableOf(row)), fileName, readTable: readPlainTable },
        ...{ transact: town.act, today, dryRun: false },
      });
    const report = await readIn('tjanster.csv');
    expect(JSON.stringify(report)).toContain('från Björkskolan till Ekskolan från och med 23 november 2026');
    expect(unitsOn(await town.find(), '2026-11-22', today)).toEqual([birchSchool.id, oakSchool.id]);
    const before = await town.find();
    await readIn('igen.csv');
    expect(await town.find()).toEqual(before);
  });
});

describe('a school that another takes over', () => {
  it('leaves its positions, needs and subject groups to it from the day on, and its history where it was', async () => {
    const town = await openTown();
    const need = { unitId: birchSchool.id, title: 'Fler ska nå målen', source: '' };
    await town.act(tx => addNeed(tx, today, { ...need, identifiedOn: '2025-08-01', endedOn: '' }));
    await town.act(tx =>
      addStructure(tx, today, birchSchool.id, {
        ...{
          subjects: 'Matematik',
          crossSubject: false,
          ledBy: town.id,
          meets: 'varje vecka',
          minutes: '60',
        },
        ...{ inPost: 'ja', questions: '', evidence: [], startsOn: '2025-08-01', endsOn: '' },
      }),
    );
    const merge = (heirs: ReadonlyMap<string, string>) =>
      town.act(tx =>
        carryOutReorganisation(
          tx,
          {
            ...{ kind: 'sammanslagning', predecessorIds: [birchSchool.id], successorIds: [oakSchool.id] },
            ...{ on: '2027-08-01', heirs },
          },
          { find: findLeftBehind, move: moveLeftBehind },
        ),
      );
    const asked = await merge(new Map());
    if (asked.kind !== 'asks') throw new Error('nothing was asked');
    expect(asked.left.map(one => one.text)).toEqual([
      'Förstelärare F-001, gäller tills vidare',
      'Behov: Fler ska nå målen',
      'Ämnesgrupp: Matematik',
    ]);
    expect(await merge(new Map(asked.left.map(({ key }) => [key, oakSchool.id])))).toEqual({ kind: 'done' });

    expect(unitsOn(await town.find(), '2027-07-31', '2027-08-01')).toEqual([birchSchool.id, oakSchool.id]);
    const [moved] = (await town.act(loadRegister)).needs;
    expect(moved && [unitIdOn(moved, '2027-07-31'), unitIdOn(moved, '2027-08-01')]).toEqual([
      ...[birchSchool.id, oakSchool.id],
    ]);
    expect(
      (await town.act(loadStructures)).map(one => [
        one.unitId,
        one.startsOn,
        one.endsOn,
        one.meets,
        one.ledBy,
      ]),
    ).toEqual([
      [birchSchool.id, '2025-08-01', '2027-07-31', 'varje vecka', town.id],
      [oakSchool.id, '2027-08-01', null, 'varje vecka', town.id],
    ]);
  });
});
