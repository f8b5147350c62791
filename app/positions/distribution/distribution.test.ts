import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueOfSource } from '#app/shared/figure-source.ts';
import { contains } from '#app/shared/period.ts';
import { fundings } from '../position.ts';
import { structureMeasures, unitAnswers } from '../structures/structure.ts';
import { asking } from './asking.ts';
import { changeKinds } from './change.ts';
import {
  anyReading,
  publishedValue,
  sketchAppointment,
  sketchAssignment,
  sketchPosition,
  sketchReading,
  sketchUnit,
  someDay,
} from './distribution.fixture.ts';
import { Distribution } from './distribution.ts';
import type { QuestionKey } from './questions.ts';
import { areaRows, partRows, unitRows } from './rows.ts';
import { atUnit, type Scope, wholeAuthority } from './scope.ts';
import { ANSWERED } from './structure-questions.ts';

const everyScope = (distribution: Distribution): Scope[] => [
  wholeAuthority,
  { unitId: null, schoolForm: 'GR' },
  ...distribution.reading.units.map(unit => atUnit(unit.id)),
];

const conditions: readonly Record<string, string>[] = [
  {},
  { kind: 'Förstelärare' },
  { kind: 'Lektor' },
  { state: 'tillsatt' },
  { state: 'vakant' },
  { form: 'Tillsvidare' },
  { form: 'Tidsbegränsat' },
  { subject: 'Matematik' },
  { subject: 'Ämnesövergripande' },
  { type: 'coachning' },
  { partOf: 'coachning' },
  { task: 'utan' },
  { need: 'med' },
  { need: 'utan' },
  { time: 'okänd' },
  { atMost: '10' },
  { gender: 'kvinna' },
  { gender: 'okänt' },
  { kind: 'Förstelärare', state: 'vakant', subject: 'Svenska' },
  ...fundings.map(funding => ({ funding })),
];

const everyQuestion = (from: string): [QuestionKey, Record<string, string>][] => [
  ...conditions.map((one): [QuestionKey, Record<string, string>] => ['positions.count', one]),
  ...['median', 'lägst', 'högst'].map((measure): [QuestionKey, Record<string, string>] => [
    'positions.plannedTime',
    { measure },
  ]),
  ...(
    [
      'positions.pupils',
      'positions.per100Pupils',
      'positions.pupilsPerPosition',
      'positions.licensedTeachers',
      'positions.per100LicensedTeachers',
      'positions.units',
      'positions.subjects',
      'positions.gaps',
      'positions.uncoveredSubjects',
      'positions.needs',
    ] as const
  ).map((key): [QuestionKey, Record<string, string>] => [key, {}]),
  ...['med tjänst', 'utan tjänst', 'utan elevantal', 'utan läraruppgift'].map(
    (state): [QuestionKey, Record<string, string>] => ['positions.units', { state }],
  ),
  ...['besvarat', 'obesvarat'].map((state): [QuestionKey, Record<string, string>] => [
    'positions.needs',
    { state },
  ]),
  ...structureMeasures.flatMap(measure =>
    [...unitAnswers, ANSWERED].map((answer): [QuestionKey, Record<string, string>] => [
      'positions.structures',
      { measure, answer },
    ]),
  ),
  ...[...changeKinds, 'netto'].map((change): [QuestionKey, Record<string, string>] => [
    'positions.change',
    { from, change },
  ]),
];

const total = (values: readonly (number | null)[]): number =>
  values.reduce<number>((sum, value) => sum + (value ?? 0), 0);

describe('a number of the distribution', () => {
  it('is what its rule makes of the rows behind it', () => {
    fc.assert(
      fc.property(anyReading, someDay, (reading, from) => {
        const distribution = new Distribution(reading);
        for (const scope of everyScope(distribution)) {
          const ask = asking(distribution, scope);
          for (const [question, parameters] of everyQuestion(from)) {
            const figure = ask(question, parameters);
            const source = distribution.source(figure);
            expect([question, parameters, valueOfSource(source)]).toEqual([
              question,
              parameters,
              figure.value,
            ]);
            for (const row of source.rows) expect(row.cells).toHaveLength(source.columns.length);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('says why when there is no value, and never says why when there is one', () => {
    fc.assert(
      fc.property(anyReading, someDay, (reading, from) => {
        const distribution = new Distribution(reading);
        const figures = everyScope(distribution).flatMap(scope =>
          everyQuestion(from).map(([question, parameters]) =>
            asking(distribution, scope)(question, parameters),
          ),
        );
        for (const figure of figures) expect(figure.value === null).toBe(figure.missing !== undefined);
      }),
      { numRuns: 40 },
    );
  });

  it('counts the positions that exist on the day, as counting by hand does', () => {
    fc.assert(
      fc.property(anyReading, reading => {
        const { positions, appointments } = reading.register;
        const existing = positions.filter(one => contains(one, reading.on));
        const held = existing.filter(position =>
          appointments.some(one => one.positionId === position.id && contains(one, reading.on)),
        );
        const ask = asking(new Distribution(reading), wholeAuthority);
        expect(ask('positions.count').value).toBe(existing.length);
        expect(ask('positions.count', { state: 'tillsatt' }).value).toBe(held.length);
      }),
    );
  });
});

describe('the parts of a whole', () => {
  it('add up to it: units, areas and the tree', () => {
    fc.assert(
      fc.property(anyReading, reading => {
        const distribution = new Distribution(reading);
        const count = (scope: Scope, parameters: Record<string, string>) =>
          asking(distribution, scope)('positions.count', parameters).value;
        for (const scope of everyScope(distribution))
          for (const parameters of conditions.filter(one => one.gender === undefined)) {
            const whole = count(scope, parameters) ?? 0;
            for (const rows of [unitRows, areaRows, partRows])
              expect(total(rows(distribution, scope).map(row => count(row.scope, parameters)))).toBe(whole);
          }
        for (const unit of distribution.organisation.all()) {
          const children = distribution.organisation
            .childrenOf(unit.id)
            .map(one => count(atUnit(one.id), {}));
          const here = count({ ...atUnit(unit.id), directly: true }, {}) ?? 0;
          expect(total(children) + here).toBe(count(atUnit(unit.id), {}));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('share out the positions without rest: kinds, states, forms, financing, time; and the units by what they answer', () => {
    fc.assert(
      fc.property(anyReading, reading => {
        const distribution = new Distribution(reading);
        for (const scope of everyScope(distribution)) {
          const ask = asking(distribution, scope);
          const count = (parameters: Record<string, string>) => ask('positions.count', parameters).value ?? 0;
          expect(count({ kind: 'Förstelärare' }) + count({ kind: 'Lektor' })).toBe(count({}));
          expect(count({ state: 'tillsatt' }) + count({ state: 'vakant' })).toBe(count({}));
          expect(total(fundings.map(funding => count({ funding })))).toBe(count({}));
          expect(count({ form: 'Tillsvidare' }) + count({ form: 'Tidsbegränsat' })).toBe(
            count({ state: 'tillsatt' }),
          );
          expect(count({ task: 'med' }) + count({ task: 'utan' })).toBe(count({}));
          const units = ask('positions.units').value;
          for (const measure of structureMeasures)
            expect(
              total(unitAnswers.map(answer => ask('positions.structures', { measure, answer }).value)),
            ).toBe(units);
          expect(count({ time: 'känd' }) + count({ time: 'okänd' })).toBe(count({ task: 'med' }));
          expect(count({ need: 'med' }) + count({ need: 'utan' })).toBe(count({ task: 'med' }));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the change between two days', () => {
  it('leads from then to now, for every part of the authority', () => {
    fc.assert(
      fc.property(anyReading, someDay, (reading, from) => {
        const distribution = new Distribution(reading);
        for (const scope of everyScope(distribution)) {
          const ask = asking(distribution, scope);
          const of = (change: string) => ask('positions.change', { from, change }).value ?? 0;
          const before = asking(distribution.onDay(from), scope);
          const net = of('inrättad') - of('avslutad') + of('inflyttad') - of('utflyttad');
          expect(of('netto')).toBe(net);
          expect((before('positions.count').value ?? 0) + net).toBe(ask('positions.count').value);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('moves no position in or out of the whole authority', () => {
    fc.assert(
      fc.property(anyReading, someDay, (reading, from) => {
        const ask = asking(new Distribution(reading), wholeAuthority);
        expect(ask('positions.change', { from, change: 'inflyttad' }).value).toBe(0);
        expect(ask('positions.change', { from, change: 'utflyttad' }).value).toBe(0);
      }),
    );
  });

  it('is nothing at all from a day to itself', () => {
    fc.assert(
      fc.property(anyReading, reading => {
        const distribution = new Distribution(reading);
        for (const scope of everyScope(distribution))
          expect(distribution.changesIn(scope, reading.on)).toEqual([]);
      }),
    );
  });
});

const school = (id: string, more: Partial<Parameters<typeof sketchUnit>[0]> = {}) =>
  sketchUnit({ id, parentId: 'huvudman', schoolForms: ['GR'], yearLevels: ['7', '8', '9'], ...more });
const authority = sketchUnit({ id: 'huvudman', kind: 'Huvudman', parentId: null });

describe('the table that the board of 2017 never got', () => {
  const distribution = new Distribution(
    sketchReading('2025-03-01', {
      units: [
        authority,
        school('Björkskolan'),
        school('Ekskolan'),
        school('Granskolan', { yearLevels: ['1', '2', '3'] }),
      ],
      positions: [
        sketchPosition('1', 'Björkskolan'),
        sketchPosition('2', 'Björkskolan'),
        sketchPosition('3', 'Björkskolan', { kind: 'Lektor' }),
        sketchPosition('4', 'Ekskolan'),
      ],
      appointments: [sketchAppointment('1', 'a'), sketchAppointment('2', 'b'), sketchAppointment('4', 'c')],
      assignments: [
        sketchAssignment('1', { subjects: ['Matematik', 'Teknik'], plannedShare: 10 }),
        sketchAssignment('2', { subjects: ['Svenska'], plannedShare: 20 }),
        sketchAssignment('4'),
      ],
      published: [
        publishedValue('Björkskolan', 'totalNumberOfPupils', 300, 2024, {
          raw: 'cirka 300',
          approximate: true,
        }),
        publishedValue('Björkskolan', 'studentsPerTeacherQuota', 12),
        publishedValue('Björkskolan', 'certifiedTeachersQuota', 80),
        publishedValue('Ekskolan', 'totalNumberOfPupils', 200),
        publishedValue('Granskolan', 'totalNumberOfPupils', null),
      ],
    }),
  );
  const at = (unitId: string | null) => asking(distribution, atUnit(unitId));

  it.each<[string | null, QuestionKey, Record<string, string>, number | null]>([
    ['Björkskolan', 'positions.count', {}, 3],
    ['Björkskolan', 'positions.count', { kind: 'Lektor' }, 1],
    ['Björkskolan', 'positions.count', { state: 'vakant' }, 1],
    ['Björkskolan', 'positions.per100Pupils', {}, 1],
    ['Björkskolan', 'positions.pupilsPerPosition', {}, 100],
    ['Björkskolan', 'positions.licensedTeachers', {}, 20],
    ['Björkskolan', 'positions.per100LicensedTeachers', {}, 15],
    ['Ekskolan', 'positions.per100Pupils', {}, 0.5],
    ['Ekskolan', 'positions.licensedTeachers', {}, null],
    ['Granskolan', 'positions.count', {}, 0],
    ['Granskolan', 'positions.pupils', {}, null],
    ['Granskolan', 'positions.per100Pupils', {}, null],
    [null, 'positions.count', {}, 4],
    [null, 'positions.pupils', {}, 500],
    [null, 'positions.per100Pupils', {}, 0.8],
    [null, 'positions.units', {}, 3],
    [null, 'positions.units', { state: 'utan tjänst' }, 1],
    [null, 'positions.units', { state: 'utan elevantal' }, 1],
    [null, 'positions.subjects', {}, 3],
    [null, 'positions.count', { subject: 'Ämnesövergripande' }, 1],
    [null, 'positions.plannedTime', { measure: 'median' }, 15],
    [null, 'positions.count', { time: 'okänd' }, 1],
  ])('has for %s, %s %j the number %s', (unitId, question, parameters, expected) => {
    expect(at(unitId)(question, parameters).value).toBe(expected);
  });

  it('says that a number rests on rounded ones, and why one is missing', () => {
    expect(at('Björkskolan')('positions.pupils')).toMatchObject({ value: 300, approximate: true });
    expect(at('Ekskolan')('positions.pupils').approximate).toBeUndefined();
    expect(at('Granskolan')('positions.pupils').missing).toBe('för få elever för att publiceras');
  });
});

describe('a missing number of pupils', () => {
  it('leaves the unit out on both sides of the comparison and is never zero', () => {
    fc.assert(
      fc.property(anyReading, reading => {
        const distribution = new Distribution(reading);
        const ask = asking(distribution, wholeAuthority);
        const known = distribution.places.filter(
          place => place.teaches && place.statistics.pupils.value !== null,
        );
        const pupils = total(known.map(place => place.statistics.pupils.value));
        const positions = total(known.map(place => place.positions.length));
        const figure = ask('positions.per100Pupils');
        if (known.length === 0) expect(figure.value).toBeNull();
        else expect(figure.value).toBeCloseTo((100 * positions) / pupils, 10);
        for (const place of distribution.places.filter(one => one.statistics.pupils.value === null))
          expect(asking(distribution, atUnit(place.unit.id))('positions.pupils').value).toBeNull();
      }),
    );
  });

  it('is not filled in from an earlier year when the latest year says that it cannot be published', () => {
    const reading = sketchReading('2025-03-01', {
      units: [authority, school('Granskolan')],
      published: [
        publishedValue('Granskolan', 'totalNumberOfPupils', 90, 2022),
        publishedValue('Granskolan', 'totalNumberOfPupils', null, 2023),
        publishedValue('Granskolan', 'totalNumberOfPupils', 100, 2027),
      ],
    });
    expect(asking(new Distribution(reading), wholeAuthority)('positions.pupils').value).toBeNull();
  });
});
