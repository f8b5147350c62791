import { describe, expect, it } from 'vitest';
import { OrganisationOn } from '#app/organisation/index.ts';
import type { Action } from '#app/shared/permission.ts';
import { plainUnit as unit } from './access.fixture.ts';
import { decide } from './permissions.ts';
import { rightsOf } from './rights.ts';
import type { Role } from './role.ts';

const organisation = new OrganisationOn(
  [
    unit('Kommunen', 'Huvudman', null),
    unit('Norr', 'Rektorsområde', 'Kommunen'),
    unit('Skolan', 'Skolenhet', 'Norr'),
  ],
  '2026-11-23',
);
const rights = (role: Role, unitId: string): readonly Action[] => {
  const holdings = [{ id: 'h', personId: 'p', role, unitId, startsOn: '2020-01-01', endsOn: null }];
  const asker = { personId: 'p', holdings, organisation };
  const viewer = { personId: 'p', may: (...[action, place]: AskedOf) => decide(asker, action, place) };
  return rightsOf(viewer, holdings).map(right => right.action);
};
type AskedOf = Parameters<typeof decide> extends [unknown, ...infer Rest] ? Rest : never;

describe('what somebody is told that they may do', () => {
  it('has what a principal may do only while a follow-up stands in a certain stage', () => {
    expect(rights('rektor', 'Norr')).toEqual(
      expect.arrayContaining(['rateFollowUp', 'agreeFollowUp', 'approveFollowUp', 'reopenFollowUp']),
    );
  });

  it('has what is about themselves, for those who hold a position', () => {
    expect(rights('förstelärare', 'Skolan')).toEqual(
      expect.arrayContaining(['seeFollowUp', 'rateFollowUp', 'seePulse']),
    );
  });

  it('has no judging for anybody else', () => {
    for (const role of ['lärare', 'facklig', 'revisor', 'hrEkonom', 'administratör'] as const)
      expect(rights(role, 'Kommunen')).not.toContain('rateFollowUp');
  });
});
