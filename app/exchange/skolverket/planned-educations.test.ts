import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PlannedEducations, publicationMarks, readPlannedEducations } from './planned-educations.ts';

const bytesOf = (...lines: unknown[]): Uint8Array =>
  new TextEncoder().encode(
    lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );

type Entry = { value: unknown; valueType: string; timePeriod: unknown };
const entry = (value: unknown, valueType = 'EXISTS', timePeriod: unknown = '2024/25'): Entry => ({
  value,
  valueType,
  timePeriod,
});

const unit = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  code: '99000001',
  name: 'Lillåskolan',
  geographicalAreaCode: '0999',
  wgs84_Lat: '59.25',
  wgs84_Long: '17.75',
  organisationRegistryNumber: '2120009999',
  principalOrganizerType: 'Kommunal',
  corporationName: 'EKDALA KOMMUN',
  typeOfSchooling: [
    { code: 'fsk', displayName: 'Förskoleklassen', schoolYears: ['0'] },
    { code: 'gr', displayName: 'Grundskolan', schoolYears: ['1', '2', '3'] },
  ],
  ...changes,
});

const line = (measures: Record<string, unknown> = {}, changes: Record<string, unknown> = {}): object => {
  const made = unit(changes);
  return { unit: made, statistics: { schoolUnit: made.code, ...measures } };
};

const read = (...lines: unknown[]): PlannedEducations => {
  const outcome = readPlannedEducations(bytesOf(...lines), '0999');
  if (!outcome.ok) throw new Error(outcome.problems.map(problem => problem.text).join('\n'));
  return outcome.value;
};

const problemsOf = (bytes: Uint8Array, municipality = '0999'): readonly string[] => {
  const outcome = readPlannedEducations(bytes, municipality);
  return outcome.ok ? [] : outcome.problems.map(problem => problem.text);
};

describe('the published units of a municipality', () => {
  it('come with name, school forms, year levels and place', () => {
    expect(read(line()).units).toEqual([
      {
        schoolUnitCode: '99000001',
        name: 'Lillåskolan',
        municipalityCode: '0999',
        organisationNumber: '2120009999',
        corporationName: 'EKDALA KOMMUN',
        latitude: 59.25,
        longitude: 17.75,
        schoolForms: [
          { code: 'fsk', name: 'Förskoleklassen', yearLevels: [0] },
          { code: 'gr', name: 'Grundskolan', yearLevels: [1, 2, 3] },
        ],
      },
    ]);
  });

  it('are counted apart from other municipalities and other kinds of huvudman', () => {
    const { units, skipped } = read(
      line(),
      line({}, { code: '99000002', geographicalAreaCode: '0998' }),
      line({}, { code: '99000003', principalOrganizerType: 'Fristående' }),
      line({}, { code: '99000004', principalOrganizerType: 'Fristående', geographicalAreaCode: '0998' }),
    );
    expect(units.map(({ schoolUnitCode }) => schoolUnitCode)).toEqual(['99000001']);
    expect(skipped).toMatchObject({ unitsInOtherMunicipalities: 2, unitsOfOtherOrganizers: 1 });
  });

  it('have the values of the whole country beside them, where the file has such a line', () => {
    const national = { national: 'gr', statistics: { averageGradesMeritRating9thGrade: [entry('228,7')] } };
    expect(read(national, line()).values).toMatchObject([
      { schoolUnitCode: 'Riket', measure: 'averageGradesMeritRating9thGrade', value: 228.7 },
    ]);
    expect(read(national, line()).units).toHaveLength(1);
    expect(problemsOf(bytesOf(national, line(), national))).toEqual([
      'Rad 3: Riket finns redan på rad 1. Ta bort den ena raden och läs in filen igen.',
    ]);
    expect(problemsOf(bytesOf(national))[0]).toContain('inga kommunala skolenheter');
  });

  it('may lack coordinates', () => {
    expect(read(line({}, { wgs84_Lat: '', wgs84_Long: null })).units[0]).toMatchObject({
      latitude: null,
      longitude: null,
    });
  });

  it('are read also when blank lines, a byte order mark or Windows line ends surround them', () => {
    const text = `\ufeff${JSON.stringify(line())}\r\n\r\n`;
    expect(read(text).units).toHaveLength(1);
  });
});

describe('a published value', () => {
  it.each([
    ['233,1', 'EXISTS', 233.1, false],
    ['0,0', 'EXISTS', 0, false],
    ['cirka 460', 'EXISTS', 460, true],
    ['cirka 1 030', 'EXISTS', 1030, true],
    ['..', 'OMITTED_DUE_TO_BASED_ON_FEW_PUPILS', null, false],
    ['.', 'MISSING', null, false],
    [null, 'MISSING', null, false],
    ['~100', 'ROUNDED_OFF_DUE_TO_FEW_PUPILS_NOT_ELIGIBLE', null, false],
    ['*', 'TEACHERS_EXCLUDED_DUE_TO_NO_REQUIRED_LEGITIMATION', null, false],
  ])('%j with the mark %s is %j', (raw, mark, value, approximate) => {
    expect(read(line({ totalNumberOfPupils: [entry(raw, mark)] })).values).toEqual([
      {
        schoolUnitCode: '99000001',
        measure: 'totalNumberOfPupils',
        academicYearStart: 2024,
        value,
        raw,
        mark,
        approximate,
      },
    ]);
  });

  it('has no number when it has a mark, whatever is written', () => {
    const marks = publicationMarks.filter(mark => mark !== 'EXISTS');
    fc.assert(
      fc.property(
        fc.constantFrom(...marks),
        fc.oneof(fc.string(), fc.constantFrom('0', '12,5', '100')),
        (mark, raw) => {
          const [value] = read(line({ certifiedTeachersQuota: [entry(raw, mark)] })).values;
          expect(value).toMatchObject({ value: null, raw, mark });
        },
      ),
    );
  });

  it('is placed by its läsår and not by its position', () => {
    const entries = [entry('1,0', 'EXISTS', '2021/22'), entry('2,0', 'EXISTS', '2025/26')];
    const { values } = read(line({ studentsPerTeacherQuota: entries }));
    expect(values.map(value => [value.academicYearStart, value.value])).toEqual([
      [2021, 1],
      [2025, 2],
    ]);
  });

  it('without läsår is counted as skipped', () => {
    const { values, skipped } = read(line({ studentsPerTeacherQuota: [entry(null, 'MISSING', null)] }));
    expect(values).toEqual([]);
    expect(skipped.valuesWithoutYear).toBe(1);
  });

  it('of a measure that Samsyn does not know is left out and named', () => {
    const { values, skipped } = read(line({ numberOfLibraries: [entry('2')] }));
    expect(values).toEqual([]);
    expect(skipped.unknownMeasures).toEqual(['numberOfLibraries']);
  });
});

describe('a file that cannot be trusted', () => {
  it.each<[string, Uint8Array, string]>([
    ['is empty', bytesOf(''), 'Filen är tom. Hämta statistiken på nytt från Skolverket.'],
    ['is not UTF-8', new Uint8Array([0x7b, 0xe5, 0x7d]), 'Filen är inte sparad som UTF-8.'],
    ['has a line that is not JSON', bytesOf(line(), '{"unit":'), 'Rad 2: raden går inte att läsa.'],
    ['has a line that is a number', bytesOf('7'), 'Rad 1: fältet unit saknas eller har fel form.'],
    [
      'has a code of seven digits',
      bytesOf(line({}, { code: '9900001' })),
      'Rad 1: fältet unit.code saknas eller har fel form.',
    ],
    [
      'has lost the zero of the municipality',
      bytesOf(line({}, { geographicalAreaCode: '999' })),
      'Rad 1: fältet unit.geographicalAreaCode saknas eller har fel form.',
    ],
    [
      'has a latitude off the globe',
      bytesOf(line({}, { wgs84_Lat: '591.2' })),
      'Rad 1: fältet unit.wgs84_Lat saknas eller har fel form.',
    ],
    [
      'has statistics of another unit',
      bytesOf({ unit: unit(), statistics: { schoolUnit: '99000009' } }),
      'Rad 1: statistiken gäller skolenheten 99000009 men raden gäller 99000001.',
    ],
    ['has the same unit twice', bytesOf(line(), line()), 'Rad 2: skolenheten 99000001 finns redan på rad 1.'],
    [
      'has an unknown mark',
      bytesOf(line({ totalNumberOfPupils: [entry('x', 'ESTIMATED')] })),
      "Rad 1: måttet totalNumberOfPupils har markeringen 'ESTIMATED', som Samsyn inte känner till.",
    ],
    [
      'has a fault in a unit that would be left out',
      bytesOf(
        line(),
        line({ totalNumberOfPupils: [entry('x')] }, { code: '99000002', geographicalAreaCode: '0998' }),
      ),
      "Rad 2: måttet totalNumberOfPupils har värdet 'x', som inte är ett tal.",
    ],
    [
      'has no value where one exists',
      bytesOf(line({ totalNumberOfPupils: [entry(null)] })),
      "Rad 1: måttet totalNumberOfPupils har värdet '', som inte är ett tal.",
    ],
    [
      'has a läsår of three years',
      bytesOf(line({ totalNumberOfPupils: [entry('1', 'EXISTS', '2024/27')] })),
      "Rad 1: måttet totalNumberOfPupils har läsåret '2024/27', som inte är ett läsår.",
    ],
    [
      'has two values for a läsår',
      bytesOf(line({ totalNumberOfPupils: [entry('1'), entry('2')] })),
      'Rad 1: måttet totalNumberOfPupils har två värden för läsåret 2024/25.',
    ],
    [
      'has no unit in the municipality',
      bytesOf(line({}, { geographicalAreaCode: '0998' })),
      'Filen har inga kommunala skolenheter i kommunen 0999.',
    ],
  ])('is refused when it %s', (_, bytes, text) => {
    expect(problemsOf(bytes)[0]).toContain(text);
  });

  it.each([
    ['126', 'Kommunkoden 126 har tre siffror. Den ska ha fyra, med nollan först, till exempel 0126.'],
    ['Ekdala', "Kommunkoden ska vara fyra siffror, med nollan först, till exempel 0126. Här står 'Ekdala'."],
  ])('is not opened for the municipality %s', (municipality, text) => {
    expect(problemsOf(bytesOf(line()), municipality)).toEqual([text]);
  });

  it('is told about at most twenty times', () => {
    expect(problemsOf(bytesOf(...Array.from({ length: 50 }, () => '{')))).toHaveLength(20);
  });

  it('never makes the reader throw', () => {
    const whole = bytesOf(
      line({ totalNumberOfPupils: [entry('cirka 460')] }),
      line({}, { code: '99000002' }),
    );
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), changes => {
        const bytes = whole.slice();
        for (const [at, byte] of changes) bytes[at] = byte;
        const outcome = readPlannedEducations(bytes, '0999');
        expect(outcome.ok || outcome.problems.every(problem => problem.text.length > 0)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

const realFile =
  process.env.SKOLVERKET_FILE ??
  new URL('../../../../shared/data/skolverket/planned-educations-v4-gr.ndjson', import.meta.url);
const present = existsSync(realFile);
if (!present) process.stdout.write('Skipped: the published statistics file is not here (SKOLVERKET_FILE).\n');

describe.runIf(present)('the published file for Stockholms län', () => {
  it('has twelve municipal units and 911 values in the municipality 0126', () => {
    const outcome = readPlannedEducations(readFileSync(realFile), '0126');
    if (!outcome.ok) throw new Error(outcome.problems[0]?.text);
    const { units, values, skipped } = outcome.value;
    const marked = (mark: string) => values.filter(value => value.mark === mark).length;
    expect(units).toHaveLength(12);
    expect(values).toHaveLength(911);
    expect(publicationMarks.map(marked)).toEqual([826, 56, 25, 4, 0]);
    expect(values.filter(value => value.approximate)).toHaveLength(12);
    expect(values.every(value => (value.value === null) === (value.mark !== 'EXISTS'))).toBe(true);
    expect(skipped).toEqual({
      unitsInOtherMunicipalities: 245,
      unitsOfOtherOrganizers: 4,
      valuesWithoutYear: 3,
      unknownMeasures: [],
    });
  });
});
