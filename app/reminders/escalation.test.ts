import { describe, expect, it } from 'vitest';
import type { Role, RoleHolding } from '#app/access/index.ts';
import type { LateFollowUp, Party } from '#app/followups/index.ts';
import { OrganisationOn, type UnitKind } from '#app/organisation/index.ts';
import { lateByChief } from './escalation.ts';

const since = { startsOn: '2020-01-01', endsOn: null };
const unit = (id: string, kind: UnitKind, parentId: string | null) => ({
  ...{ id, kind, schoolUnitCode: null, ...since },
  versions: [{ ...since, name: id, parentId, schoolForms: [], yearLevels: [] }],
});
const ended = { ...unit('sammanslagen', 'Skolenhet', 'norr'), endsOn: '2026-06-30' };
const organisation = new OrganisationOn(
  [
    ended,
    unit('kommunen', 'Huvudman', null),
    unit('förvaltningen', 'Förvaltning', 'kommunen'),
    unit('grundskolan', 'Verksamhetsområde', 'kommunen'),
    unit('norr', 'Rektorsområde', 'grundskolan'),
    unit('björkskolan', 'Skolenhet', 'norr'),
    unit('modersmål', 'Modersmålsenhet', 'kommunen'),
  ],
  '2026-11-02',
  [
    {
      ...{ predecessorId: 'sammanslagen', successorId: 'modersmål' },
      ...{ happenedOn: '2026-07-01', kind: 'sammanslagning' },
    },
  ],
);
const hold = (personId: string, role: Role, unitId: string): RoleHolding => ({
  ...{ id: `${personId} ${unitId}`, personId, role, unitId, ...since },
});
const holdings = [
  hold('Rut', 'rektor', 'norr'),
  hold('Vera', 'verksamhetschef', 'grundskolan'),
  hold('Leila', 'förvaltningschef', 'förvaltningen'),
  hold('Mona', 'rektor', 'modersmål'),
  hold('Frida', 'förstelärare', 'björkskolan'),
];
const late = (unitId: string, ...waitsFor: Party[]): LateFollowUp => ({
  unitId,
  dueOn: '2026-10-15',
  waitsFor,
});
const told = (things: readonly LateFollowUp[], held = holdings, today = '2026-10-29') =>
  [...lateByChief(things, held, organisation, today)].map(
    ([who, units]) => `${who}: ${units.map(one => `${one.unitId} ${one.count}`).join(', ')}`,
  );

describe('who is told that something is late', () => {
  it.each([
    ['a holder: the principal of the area', [late('björkskolan', 'innehavare')], ['Rut: björkskolan 1']],
    ['a principal: the head of the operations', [late('björkskolan', 'rektor')], ['Vera: björkskolan 1']],
    [
      'both: each to their own chief',
      [late('björkskolan', 'rektor', 'innehavare')],
      ['Vera: björkskolan 1', 'Rut: björkskolan 1'],
    ],
    [
      'a principal with no head of operations: the head of administration',
      [late('modersmål', 'rektor')],
      ['Leila: modersmål 1'],
    ],
    [
      'several at one unit: one line with their number',
      [late('björkskolan', 'innehavare'), late('björkskolan', 'innehavare'), late('modersmål', 'innehavare')],
      ['Rut: björkskolan 2', 'Mona: modersmål 1'],
    ],
    [
      'a unit that is no more: the head of administration, for its principal',
      [late('nedlagd', 'rektor')],
      ['Leila: nedlagd 1'],
    ],
    [
      'a unit that another took over, for its holder: the principal of the other',
      [late('sammanslagen', 'innehavare')],
      ['Mona: sammanslagen 1'],
    ],
    ['a unit that is no more, for its holder: nobody', [late('nedlagd', 'innehavare')], []],
  ])('%s', (_, things, expected) => expect(told(things)).toEqual(expected));

  it('is nobody before two weeks have gone', () =>
    expect(told([late('björkskolan', 'rektor', 'innehavare')], holdings, '2026-10-28')).toEqual([]));

  it('is never the one who is late', () => {
    const both = [
      ...holdings.filter(one => one.personId !== 'Vera'),
      hold('Rut', 'verksamhetschef', 'grundskolan'),
    ];
    expect(told([late('björkskolan', 'rektor')], both)).toEqual(['Leila: björkskolan 1']);
  });

  it('is everybody who shares the nearest place, and nobody over them', () => {
    const shared = [...holdings, hold('Rolf', 'rektor', 'norr')];
    expect(told([late('björkskolan', 'innehavare')], shared)).toEqual([
      'Rut: björkskolan 1',
      'Rolf: björkskolan 1',
    ]);
  });
});
