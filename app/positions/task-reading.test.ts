import { describe, expect, it } from 'vitest';
import { OrganisationOn } from '#app/organisation/index.ts';
import type { Action, Viewer } from '#app/shared/permission.ts';
import type { CareerPosition } from './position.ts';
import type { PositionWork } from './position-work.ts';
import { birchSchool, oakSchool, teacher, today, units } from './register.fixture.ts';
import { tasksOf } from './task-reading.ts';

const organisation = new OrganisationOn(units, today);

/** Somebody who answers for these things at these units. */
const viewer = (rights: Partial<Record<Action, readonly string[]>>, personId = 'someone'): Viewer => ({
  ...{
    authorityId: '',
    authorityName: '',
    isDemo: false,
    personId,
    name: '',
    roleLabels: [],
    holdingIds: [],
    granted: [],
  },
  may: (action, { unitId }) => ({
    allowed: unitId !== null && (rights[action]?.includes(unitId) ?? false),
    because: '',
  }),
});
const principal = viewer({ fillPosition: [birchSchool.id], shapeAssignment: [birchSchool.id] });
const personnel = viewer({ fillPosition: [birchSchool.id, oakSchool.id] });
const developer = viewer({ shapeAssignment: [birchSchool.id, oakSchool.id] });

const position = (externalId: string, unitId = birchSchool.id): CareerPosition => ({
  ...{ id: externalId, externalId, kind: 'Förstelärare', unitId, funding: 'egna medel' },
  ...{ startsOn: '2020-08-01', endsOn: null, version: 1, earlierUnits: [] },
});
const fill = (externalId: string, unitId?: string): PositionWork => ({
  ...{ kind: 'fill', position: position(externalId, unitId), vacantSince: '2026-08-01' },
});
const describeTask = (externalId: string): PositionWork => ({
  kind: 'describe',
  position: position(externalId),
});
const succeed = (externalId: string, endsOn: string): PositionWork => ({
  kind: 'succeed',
  position: position(externalId),
  appointment: {
    ...{ id: 'i', positionId: externalId, personId: teacher.id, startsOn: '2024-08-01', endsOn, version: 1 },
  },
});

describe('what waits for each', () => {
  const works = [fill('F-1'), fill('F-2', oakSchool.id), describeTask('F-3'), succeed('F-4', '2026-12-31')];

  it.each([
    [
      'a principal, at their own school',
      principal,
      ['Bestäm vad som händer efter förordnandet', 'Tillsätt tjänsten', 'Beskriv uppdraget'],
    ],
    [
      'HR, at every school: who holds it',
      personnel,
      ['Bestäm vad som händer efter förordnandet', 'Tillsätt tjänsten', 'Tillsätt tjänsten'],
    ],
    ['a development leader: what it is for', developer, ['Beskriv uppdraget']],
    ['somebody who answers for none of it', viewer({}), []],
    ['the holder whose time is running out', viewer({}, teacher.id), ['Ditt förordnande upphör']],
  ])('%s', (_, who, titles) => {
    expect(tasksOf(works, who, organisation).map(task => task.title)).toEqual(titles);
  });

  it('says what, for whom, when, how long, and has one button', () => {
    expect(tasksOf([fill('F-1')], principal, organisation)).toEqual([
      {
        title: 'Tillsätt tjänsten',
        about: 'Förstelärare F-1, Björkskolan. Vakant sedan 1 augusti 2026, och ingen är utsedd.',
        ...{ dueOn: null, minutes: 5, href: '/tjanster/F-1/innehav', button: 'Tillsätt' },
      },
    ]);
    expect(tasksOf([succeed('F-4', '2026-12-31')], principal, organisation)[0]).toMatchObject({
      ...{ dueOn: '2026-12-31', minutes: 5, href: '/tjanster/F-4' },
    });
  });

  it('names nobody who holds a position', () => {
    const all = [personnel, principal, developer].flatMap(who => tasksOf(works, who, organisation));
    expect(JSON.stringify(all)).not.toMatch(/Alva|Prov\b/);
  });
});

describe('many things of one kind', () => {
  it.each([
    [3, 3],
    [4, 1],
  ])('%i vacancies become %i cards', (vacancies, cards) => {
    const works = Array.from({ length: vacancies }, (_, at) => fill(`F-${at}`));
    expect(tasksOf(works, principal, organisation)).toHaveLength(cards);
  });

  it('are one card that leads to the list of them, with all their minutes', () => {
    const works = [1, 2, 3, 4].map(at => fill(`F-${at}`, at === 1 ? oakSchool.id : birchSchool.id));
    expect(tasksOf(works, personnel, organisation)).toEqual([
      {
        ...{ title: 'Tillsätt fyra tjänster', about: 'Björkskolan och Ekskolan.', dueOn: null, minutes: 20 },
        ...{ href: '/tjanster?atgard=tillsatt', button: 'Visa listan' },
      },
    ]);
  });

  it('are due when the first of them is', () => {
    const works = ['2027-01-31', '2026-12-31', '2027-02-01', '2027-01-01'].map((day, at) =>
      succeed(`F-${at}`, day),
    );
    expect(tasksOf(works, principal, organisation).map(task => task.dueOn)).toEqual(['2026-12-31']);
  });
});
