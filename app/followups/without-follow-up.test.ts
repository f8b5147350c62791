import { describe, expect, it } from 'vitest';
import type { Role, RoleHolding } from '#app/access/index.ts';
import { OrganisationOn, type SchoolForm, type Unit, type UnitKind } from '#app/organisation/index.ts';
import { routineInput } from './followups.fixture.ts';
import type { Routine } from './routine.ts';
import { readRoutine } from './routine-input.ts';
import { askedAbout, withoutFollowUp } from './without-follow-up.ts';

const today = '2026-10-01';
const since = { startsOn: '2020-01-01', endsOn: null };
const unit = (id: string, kind: UnitKind, parentId: string | null, schoolForms: SchoolForm[] = []): Unit => ({
  ...{ id, kind, schoolUnitCode: null, ...since },
  versions: [{ ...since, name: id, parentId, schoolForms, yearLevels: [] }],
});
const organisation = new OrganisationOn(
  [
    unit('Kommunen', 'Huvudman', null),
    unit('Förvaltningen', 'Förvaltning', 'Kommunen'),
    unit('Grundskolan', 'Verksamhetsområde', 'Förvaltningen'),
    unit('Centrum', 'Rektorsområde', 'Grundskolan'),
    unit('Skolan', 'Skolenhet', 'Centrum', ['GR']),
  ],
  today,
);
const facts = readRoutine(routineInput(), organisation.all());
if (!facts.ok) throw new Error(JSON.stringify(facts.problems));
const routineOn = (
  startsOn: string,
  schoolForms: SchoolForm[],
  state: Routine['state'] = 'beslutad',
): Routine => ({
  ...{ ...facts.value, startsOn, state, scope: { unitId: null, schoolForms, otherUnits: false } },
  ...{ routineId: 'r', number: 1, rubricVersion: 1, version: 1, union: null, decision: null },
});

describe('somebody whose assignment is not followed up', () => {
  const school = organisation.find('Skolan');
  if (!school) throw new Error('no school');
  const why = (hasAssignment: boolean, ...routines: Routine[]) =>
    withoutFollowUp({ unit: school, hasAssignment }, routines, organisation, today).kind;

  it.each([
    ['there is nothing to follow up', 'inget uppdrag', () => why(false, routineOn('2025-07-01', ['GR']))],
    ['no routine is for the school', 'ingen rutin', () => why(true, routineOn('2025-07-01', ['GY']))],
    [
      'the routine for the school is only being written',
      'ingen rutin',
      () => why(true, routineOn('2025-07-01', ['GR'], 'utkast')),
    ],
    ['the routine begins later', 'kommande rutin', () => why(true, routineOn('2027-07-01', ['GR']))],
    ['no round has been opened', 'ingen omgång', () => why(true, routineOn('2025-07-01', ['GR']))],
  ])('is told that %s', (_, expected, told) => expect(told()).toBe(expected));

  it('is told whom to ask: the nearest principal, and whoever leads the development nearest', () => {
    const holding = (personId: string, role: Role, unitId: string): RoleHolding => ({
      ...{ id: personId, personId, role, unitId, ...since },
    });
    const holdings = [
      ...[holding('Siv', 'rektor', 'Centrum'), holding('Karin', 'utvecklingsledare', 'Förvaltningen')],
      holding('Vide', 'administratör', 'Kommunen'),
    ];
    expect(askedAbout('Skolan', holdings, organisation)).toEqual({
      rektor: ['Siv'],
      utvecklingsledare: ['Karin'],
    });
    expect(
      askedAbout('Skolan', [...holdings, holding('Bo', 'rektor', 'Skolan')], organisation).rektor,
    ).toEqual(['Bo']);
    expect(askedAbout('Skolan', [], organisation)).toEqual({ rektor: [], utvecklingsledare: [] });
  });
});
