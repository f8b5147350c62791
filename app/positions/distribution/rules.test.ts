import { describe, expect, it } from 'vitest';
import { type ChangeKind, kindOfChange } from './change.ts';
import {
  sketchAppointment,
  sketchAssignment,
  sketchPosition,
  sketchReading,
  sketchUnit,
} from './distribution.fixture.ts';
import { Distribution } from './distribution.ts';
import { expectedSubjects, missingSubjects } from './expected-subject.ts';
import { genderSplitIsShown } from './gender-rule.ts';

describe('the split between women and men', () => {
  it.each<[women: number, men: number, unknown: number, units: number, shown: boolean]>([
    [3, 3, 0, 1, true],
    [5, 0, 0, 1, true],
    [0, 5, 0, 1, true],
    [4, 0, 0, 1, false],
    [4, 1, 0, 1, false],
    [2, 3, 0, 1, false],
    [9, 2, 0, 1, false],
    [3, 3, 1, 1, false],
    [3, 3, 3, 1, true],
    [0, 0, 0, 1, false],
    [1, 1, 0, 2, true],
    [1, 0, 0, 2, true],
  ])('with %i women, %i men and %i unknown at %i units is shown: %s', (women, men, unknown, units, shown) => {
    expect(genderSplitIsShown({ women, men, unknown }, units)).toBe(shown);
  });

  it('is withheld with its rows where it would point at somebody', () => {
    const people = ['a', 'b', 'c', 'd', 'e'];
    const distribution = new Distribution(
      sketchReading('2025-03-01', {
        units: [sketchUnit({ id: 'Ekskolan', parentId: null })],
        positions: people.map(id => sketchPosition(id, 'Ekskolan')),
        appointments: people.map(id => sketchAppointment(id, id)),
        genders: new Map(people.map(id => [id, id === 'a' ? 'man' : 'kvinna'] as const)),
      }),
    );
    const figure = distribution.figure('positions.count', { gender: 'man' });
    expect(figure).toMatchObject({ value: null, missing: 'visas inte, för få innehavare' });
    expect(distribution.source(figure).rows).toEqual([]);
  });
});

const placeOf = (yearLevels: readonly string[], subjects: readonly string[], forms = ['GR'] as const) => {
  const distribution = new Distribution(
    sketchReading('2025-03-01', {
      units: [sketchUnit({ id: 'Ekskolan', parentId: null, schoolForms: forms, yearLevels })],
      positions: subjects.map((_, index) => sketchPosition(String(index), 'Ekskolan')),
      assignments: subjects.map((subject, index) => sketchAssignment(String(index), { subjects: [subject] })),
    }),
  );
  const [place] = distribution.places;
  if (!place) throw new Error('The unit is not there');
  return place;
};

describe('a gap', () => {
  it.each<[levels: readonly string[], positions: readonly string[], subject: string, gap: boolean]>([
    [['7', '8', '9'], [], 'Matematik', true],
    [['7', '8', '9'], ['Matematik'], 'Matematik', false],
    [['7', '8', '9'], ['Naturorienterande ämnen'], 'Kemi', false],
    [['7', '8', '9'], ['Spanska'], 'Moderna språk', false],
    [['7', '8', '9'], ['Spanska'], 'Engelska', true],
    [['1', '2', '3'], [], 'Kemi', false],
    [['1', '2', '3'], [], 'Naturorienterande ämnen', true],
    [['1', '2', '3'], ['Biologi'], 'Naturorienterande ämnen', false],
    [['F', '1', '2', '3'], [], 'Moderna språk', false],
    [[], [], 'Matematik', true],
    [[], [], 'Kemi', false],
  ])('in year levels %j with positions in %j there is one in %s: %s', (levels, positions, subject, gap) => {
    expect(missingSubjects(placeOf(levels, positions)).includes(subject)).toBe(gap);
  });

  it('is not asked for outside compulsory school', () => {
    const unit = sketchUnit({ id: 'Gymnasiet', parentId: null, schoolForms: ['GY'] });
    const [place] = new Distribution(sketchReading('2025-03-01', { units: [unit] })).places;
    expect(place && expectedSubjects(place)).toEqual([]);
  });
});

describe('what has happened to a position', () => {
  const position = sketchPosition('1', 'Ekskolan');
  const { unitId } = position;
  const held = { position, unitId, appointment: sketchAppointment('1', 'a'), assignment: null };
  const byAnother = { position, unitId, appointment: sketchAppointment('1', 'b'), assignment: null };
  const vacant = { position, unitId, appointment: null, assignment: null };

  it.each([
    [null, held, false, true, 'inrättad'],
    [null, vacant, false, true, 'inrättad'],
    [held, null, true, false, 'avslutad'],
    [vacant, held, true, true, 'tillsatt'],
    [held, vacant, true, true, 'vakant'],
    [held, byAnother, true, true, 'ny innehavare'],
    [held, held, true, true, null],
    [vacant, vacant, true, true, null],
    [held, byAnother, false, true, 'inflyttad'],
    [held, held, true, false, 'utflyttad'],
    [held, byAnother, false, false, null],
    [null, held, false, false, null],
  ] as const)('%# is told rightly', (before, after, wasIn, isIn, expected: ChangeKind | null) => {
    expect(kindOfChange({ position, before, after }, wasIn, isIn)).toBe(expected);
  });
});
