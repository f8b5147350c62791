import { describe, expect, it } from 'vitest';
import { OrganisationOn, type Succession, type Unit } from '#app/organisation/index.ts';
import { governingUnit } from './governing-unit.ts';

const unit = (id: string, schoolUnitCode: string | null, endsOn: string | null = null): Unit => ({
  ...{ id, kind: id === 'root' ? 'Huvudman' : 'Skolenhet', schoolUnitCode, startsOn: '2010-07-01', endsOn },
  versions: [
    {
      ...{ startsOn: '2010-07-01', endsOn, name: id, parentId: id === 'root' ? null : 'root' },
      ...{ schoolForms: [], yearLevels: [] },
    },
  ],
});
const took = (predecessorId: string, successorId: string): Succession => ({
  ...{ predecessorId, successorId, happenedOn: '2023-07-01', kind: 'ny kod' },
});
const units = [
  unit('root', null),
  unit('open', '99000001'),
  unit('renamed', '99000002', '2023-06-30'),
  unit('merged', '99000003', '2018-06-30'),
  unit('gone', '99000004', '2018-06-30'),
  unit('circle', '99000005', '2018-06-30'),
];
const successions = [took('renamed', 'open'), took('merged', 'renamed'), took('circle', 'circle')];

describe('results of a school unit are governed by', () => {
  it.each([
    ['the unit itself while it is open', '99000001', 'open'],
    ['the one that took it over', '99000002', 'open'],
    ['the one that took over the one that took it over', '99000003', 'open'],
    ['the whole authority when nobody took it over', '99000004', null],
    ['the whole authority when it is said to have taken over itself', '99000005', null],
    ['the whole authority when nobody knows the code', '99000009', null],
  ])('%s', (_, code, expected) =>
    expect(governingUnit(code, units, successions, new OrganisationOn(units, '2026-11-23'))).toBe(expected),
  );
});
