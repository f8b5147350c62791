import { describe, expect, it } from 'vitest';
import { columnRoles, deliveryKinds, isDeliveryKind, isLevelOf, kindDescriptions } from './kind.ts';

describe('a level', () => {
  it.each([
    ['np_ak9', '9', true],
    ['np_ak9', '6', false],
    ['np_ak9', '09', false],
    ['sfi', 'C', true],
    ['sfi', 'E', false],
    ['kursbetyg', 'MATMAT01b', true],
    ['amnesbetyg', 'MATE1000X', true],
    ['komvux', 'GRNMAT2', true],
    ['kursbetyg', 'GYARNA', true],
    ['kursbetyg', 'ANDERSSON', false],
    ['kursbetyg', 'Anna Andersson', false],
    ['kursbetyg', '201701102384', false],
    ['kursbetyg', '', false],
  ] as const)('%s has %j: %s', (kind, level, expected) => expect(isLevelOf(kind, level)).toBe(expected));
});

describe('every kind of delivery', () => {
  it.each(deliveryKinds)('%s needs to tell pupils apart and know their school unit', kind => {
    const { required, optional } = kindDescriptions[kind];
    expect(required).toEqual(expect.arrayContaining(['pupil', 'schoolUnitCode']));
    expect(required.filter(role => optional.includes(role))).toEqual([]);
    expect([...required, ...optional].every(role => columnRoles.includes(role))).toBe(true);
  });

  it.each(deliveryKinds)('%s is joined only to kinds with a result to join', kind => {
    for (const link of kindDescriptions[kind].linked) {
      expect(kindDescriptions[link.kind].isNationalTest).toBe(true);
      expect(link.yearsBefore > 0).toBe(link.as === 'prior');
    }
  });

  it('is known by the word of the command', () => {
    expect(isDeliveryKind('np_ak9')).toBe(true);
    expect(isDeliveryKind('np_ak5')).toBe(false);
  });
});
