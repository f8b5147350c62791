import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IsoDate } from '#app/shared/date.ts';
import {
  isSchoolForm,
  OrganisationOn,
  parentKinds,
  type Succession,
  schoolForms,
  type Unit,
  type UnitKind,
  unitKinds,
} from './unit.ts';

const since = '2015-07-01';
const unit = (
  id: string,
  kind: UnitKind,
  parentId: string | null,
  parts: { startsOn?: IsoDate; endsOn?: IsoDate | null; name?: string; code?: string } = {},
): Unit => {
  const period = { startsOn: parts.startsOn ?? since, endsOn: parts.endsOn ?? null };
  return {
    ...{ id, kind, ...period, schoolUnitCode: parts.code ?? null },
    versions: [{ ...period, name: parts.name ?? id, parentId, schoolForms: [], yearLevels: [] }],
  };
};

const ekdala: readonly Unit[] = [
  unit('Ängsskolan', 'Skolenhet', 'Norr', { code: '99000003' }),
  unit('Norr', 'Rektorsområde', 'Grundskola'),
  unit('Björkskolan', 'Skolenhet', 'Norr', { code: '99000001' }),
  unit('Åskolan', 'Skolenhet', 'Norr', { code: '99000002' }),
  unit('Kommunen', 'Huvudman', null),
  unit('Modersmålet', 'Modersmålsenhet', 'Gymnasium'),
  unit('Gymnasium', 'Verksamhetsområde', 'Kommunen'),
  unit('Grundskola', 'Verksamhetsområde', 'Kommunen'),
  unit('Gamla skolan', 'Skolenhet', 'Norr', { endsOn: '2019-06-30', code: '99000009' }),
];
const on = (day: IsoDate) => new OrganisationOn(ekdala, day);
const ids = (units: readonly { readonly id: string }[]) => units.map(one => one.id);

describe('the organisation on a day', () => {
  it('is a tree in which each unit is followed by what stands under it, in Swedish order', () => {
    expect(
      on('2026-11-23')
        .all()
        .map(one => `${'·'.repeat(one.depth)}${one.id}`),
    ).toEqual([
      'Kommunen',
      '·Grundskola',
      '··Norr',
      '···Björkskolan',
      '···Åskolan',
      '···Ängsskolan',
      '·Gymnasium',
      '··Modersmålet',
    ]);
  });

  it.each([
    ['the day before it began', '2015-06-30', null],
    ['its first day', '2015-07-01', 'Gamla skolan'],
    ['its last day', '2019-06-30', 'Gamla skolan'],
    ['the day after it ended', '2019-07-01', null],
  ])('has a unit within its period: %s', (_, day, expected) => {
    expect(on(day).find('Gamla skolan')?.name ?? null).toBe(expected);
    expect(on(day).findByCode('99000009')?.id ?? null).toBe(expected);
  });

  it('goes up from a unit to the authority', () => {
    expect(ids(on('2026-11-23').upFrom('Åskolan'))).toEqual(['Åskolan', 'Norr', 'Grundskola', 'Kommunen']);
    expect(ids(on('2026-11-23').upFrom('Kommunen'))).toEqual(['Kommunen']);
    expect(on('2026-11-23').upFrom('nowhere')).toEqual([]);
  });

  it('goes down from a unit, and the unit itself is at no depth', () => {
    const below = on('2026-11-23').below('Norr');
    expect(below.map(one => [one.id, one.depth])).toEqual([
      ['Norr', 0],
      ['Björkskolan', 1],
      ['Åskolan', 1],
      ['Ängsskolan', 1],
    ]);
    expect(on('2026-11-23').below('nowhere')).toEqual([]);
  });

  it.each([
    ['Åskolan', 'Norr', true],
    ['Åskolan', 'Kommunen', true],
    ['Åskolan', 'Åskolan', true],
    ['Norr', 'Åskolan', false],
    ['Åskolan', 'Björkskolan', false],
    ['Modersmålet', 'Grundskola', false],
  ])('%s stands within %s: %s', (inner, outer, expected) => {
    expect(on('2026-11-23').isWithin(inner, outer)).toBe(expected);
  });

  it('knows the nearest unit of a kind, from the unit itself and up', () => {
    const organisation = on('2026-11-23');
    expect(organisation.enclosing('Åskolan', 'Rektorsområde')?.id).toBe('Norr');
    expect(organisation.enclosing('Norr', 'Rektorsområde')?.id).toBe('Norr');
    expect(organisation.enclosing('Modersmålet', 'Rektorsområde')).toBeNull();
  });

  it('knows where teaching is done, in the whole authority and within a unit', () => {
    const organisation = on('2026-11-23');
    expect(ids(organisation.teachingUnits())).toEqual([
      'Björkskolan',
      'Åskolan',
      'Ängsskolan',
      'Modersmålet',
    ]);
    expect(ids(organisation.teachingUnits('Gymnasium'))).toEqual(['Modersmålet']);
    expect(ids(organisation.teachingUnits('Åskolan'))).toEqual(['Åskolan']);
  });

  it('knows who took over what a unit has left, over several reorganisations and when it was shared between several', () => {
    const ended = (id: string, endsOn: string) => unit(id, 'Skolenhet', 'Kommunen', { endsOn });
    const units = [
      unit('Kommunen', 'Huvudman', null),
      ended('Östra', '2018-06-30'),
      ended('Västra', '2020-06-30'),
      ended('Övergiven', '2018-06-30'),
      ended('Cirkel', '2018-06-30'),
      unit('Norra', 'Skolenhet', 'Kommunen'),
      unit('Södra', 'Skolenhet', 'Kommunen'),
    ];
    const took = (predecessorId: string, successorId: string, happenedOn: string): Succession => ({
      ...{ predecessorId, successorId, happenedOn, kind: 'delning' },
    });
    const successions = [
      took('Östra', 'Västra', '2018-07-01'),
      took('Västra', 'Norra', '2020-07-01'),
      took('Västra', 'Södra', '2020-07-01'),
      took('Cirkel', 'Cirkel', '2018-07-01'),
    ];
    const heirs = (day: string, id: string) => ids(new OrganisationOn(units, day, successions).heirsOf(id));
    expect(heirs('2018-06-30', 'Östra')).toEqual(['Östra']);
    expect(heirs('2018-07-01', 'Östra')).toEqual(['Västra']);
    expect(heirs('2026-11-23', 'Östra')).toEqual(['Norra', 'Södra']);
    expect(heirs('2026-11-23', 'Norra')).toEqual(['Norra']);
    for (const id of ['Övergiven', 'Cirkel', 'nowhere']) expect(heirs('2026-11-23', id)).toEqual([]);
    const today = new OrganisationOn(units, '2026-11-23', successions);
    expect(['Östra', 'Övergiven', 'Norra', 'nowhere'].map(id => today.hasEnded(id))).toEqual([
      ...[true, true, false, false],
    ]);
  });

  it('is empty, with no top, before anything has been entered', () => {
    const empty = new OrganisationOn([], '2026-11-23');
    expect([empty.root, empty.all(), empty.teachingUnits()]).toEqual([null, [], []]);
  });

  it('keeps a unit whose parent has ended, under the authority', () => {
    const units = [
      unit('Kommunen', 'Huvudman', null),
      unit('Norr', 'Rektorsområde', 'Kommunen', { endsOn: '2019-06-30' }),
      unit('Åskolan', 'Skolenhet', 'Norr'),
    ];
    expect(ids(new OrganisationOn(units, '2019-06-30').upFrom('Åskolan'))).toEqual([
      'Åskolan',
      'Norr',
      'Kommunen',
    ]);
    const later = new OrganisationOn(units, '2019-07-01');
    expect(ids(later.all())).toEqual(['Kommunen', 'Åskolan']);
    expect(ids(later.upFrom('Åskolan'))).toEqual(['Åskolan', 'Kommunen']);
    expect(later.isWithin('Åskolan', 'Kommunen')).toBe(true);
  });

  it('has every unit just once, and agrees with itself on what is within what, whatever the parents', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const parents = fc.tuple(...names.map(() => fc.constantFrom(null, 'Kommunen', 'nowhere', ...names)));
    fc.assert(
      fc.property(parents, chosen => {
        const units = [
          unit('Kommunen', 'Huvudman', null),
          ...names.map((name, at) => unit(name, 'Rektorsområde', chosen[at] ?? null)),
        ];
        const organisation = new OrganisationOn(units, '2026-11-23');
        expect(ids(organisation.all()).sort()).toEqual(['Kommunen', ...names]);
        expect(organisation.root?.id).toBe('Kommunen');
        for (const outer of ['Kommunen', ...names]) {
          const within = ids(organisation.all()).filter(one => organisation.isWithin(one, outer));
          expect(within.sort()).toEqual(ids(organisation.below(outer)).sort());
        }
      }),
    );
  });
});

describe('the kinds of units', () => {
  it('reach up to the authority, and nothing stands under a school unit', () => {
    const under = (kind: UnitKind) => unitKinds.filter(one => parentKinds[one].includes(kind));
    expect(under('Skolenhet')).toEqual([]);
    expect(under('Modersmålsenhet')).toEqual([]);
    expect(unitKinds.filter(kind => parentKinds[kind].length === 0)).toEqual(['Huvudman']);
    expect(unitKinds.filter(kind => parentKinds[kind].includes(kind))).toEqual([]);
  });
});

describe('a school form', () => {
  it.each([
    ...Object.keys(schoolForms).map(code => [code, true] as const),
    ['gr', false],
    ['toString', false],
    ['', false],
  ] as const)('%j is one: %s', (text, expected) => expect(isSchoolForm(text)).toBe(expected));
});
