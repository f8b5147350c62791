import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSiris } from './siris.ts';
import type { SirisReport } from './siris-report.ts';

const bytesOf = (...lines: string[]): Uint8Array =>
  new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`);
const preamble = [
  'Skolverket',
  '',
  'Grundskolan - Slutbetyg årskurs 9, samtliga elever',
  'Valt läsår: 2024/25',
  '',
];
const header139 =
  'Skola;Skol-enhetskod;Skolkommun;Kommun-kod;Typ av huvudman;Huvudman;Huvudman orgnr;Antal elever;Andel (%) elever som uppfyllt betygskriterierna i alla ämnen;Andel (%) elever behöriga till yrkesprog.;Genomsnittligt meritvärde (17 ämnen);';
const school = (...values: string[]) =>
  `Lillåskolan;99000001;Ekdala;0999;Kommunal;Ekdala kommun;2120009999;${values.join(';')};`;

const read = (report: SirisReport, ...lines: string[]) => {
  const outcome = readSiris(bytesOf(...lines), report, '0999');
  if (!outcome.ok) throw new Error(outcome.problems.map(({ text }) => text).join('\n'));
  return outcome.value;
};
const problems = (report: SirisReport, ...lines: string[]): string[] => {
  const outcome = readSiris(bytesOf(...lines), report, '0999');
  return outcome.ok ? [] : outcome.problems.map(({ text }) => text);
};

describe('report 139, final grades by school unit', () => {
  it('gives four values a unit, under a preamble of any length', () => {
    const { values } = read('139', ...preamble, header139, school('85', '75,3', '88,2', '233,1'));
    expect(values.map(({ measure, value }) => [measure, value])).toEqual([
      ['numberOfPupils9thGrade', 85],
      ['ratioOfPupilsIn9thGradeWithAllSubjectsPassed', 75.3],
      ['ratioOfPupils9thGradeEligibleForNationalProgramYR', 88.2],
      ['averageGradesMeritRating9thGrade', 233.1],
    ]);
    expect(values[0]).toMatchObject({
      place: '99000001',
      academicYearStart: 2024,
      raw: '85',
      mark: 'EXISTS',
    });
  });

  it.each([
    [
      'Andel som uppnått kunskapskraven i alla ämnen',
      'Andel (%) behörig yrkesprog.',
      'Genomsnittligt meritvärde (17)',
    ],
    [
      'Andel (%) som uppnått kunskapskraven i alla ämnen',
      'Andel (%) elever behöriga till yrkesprog.',
      'Genomsnittligt meritvärde (17 ämnen)',
    ],
  ])('is read with the wording %s of other years', (...headings) => {
    const [start] = header139.split(';Andel');
    const { values } = read(
      '139',
      ...preamble,
      `${start};${headings.join(';')}`,
      school('85', '75', '88', '233'),
    );
    expect(values.map(({ value }) => value)).toEqual([85, 75, 88, 233]);
  });

  it.each([
    ['..', 'OMITTED_DUE_TO_BASED_ON_FEW_PUPILS'],
    ['.', 'MISSING'],
    ['', 'MISSING'],
    ['~100', 'ROUNDED_OFF_DUE_TO_FEW_PUPILS_NOT_ELIGIBLE'],
  ])('keeps %j as a mark, never as a number', (raw, mark) => {
    const { values } = read('139', ...preamble, header139, school('85', raw, '88', '1\u00a0233,1'));
    expect(values[1]).toMatchObject({ value: null, raw, mark });
    expect(values[3]).toMatchObject({ value: 1233.1 });
  });

  it('leaves out other municipalities and other kinds of huvudman, and counts them', () => {
    const reading = read(
      '139',
      ...preamble,
      header139,
      school('85', '75', '88', '233'),
      'Annan;99000002;Annanstans;0998;Kommunal;Annanstans;2120009998;50;70;80;200;',
      'Fri;99000003;Ekdala;0999;Enskild;Fri AB;5560000000;50;70;80;200;',
    );
    expect(new Set(reading.values.map(({ place }) => place))).toEqual(new Set(['99000001']));
    expect(reading.skipped).toEqual({ inOtherMunicipalities: 1, ofOtherOrganizers: 1 });
  });

  it('takes a repeated row once, and refuses two rows that differ', () => {
    const row = school('85', '75', '88', '233');
    expect(read('139', ...preamble, header139, row, row).values).toHaveLength(4);
    expect(problems('139', ...preamble, header139, row, school('85', '75', '88', '234'))[0]).toContain(
      'två olika värden',
    );
  });

  it('says that a year is not published when the table is empty', () =>
    expect(read('139', ...preamble, header139)).toMatchObject({ values: [], isUnpublished: true }));

  it.each([
    [
      'a heading that is new',
      [...preamble, header139.replace('Antal elever', 'Mängd elever')],
      'är ny i rapport',
    ],
    ['no header', preamble, 'ingen rubrikrad'],
    ['no academic year', [header139, school('85', '75', '88', '233')], 'vilket läsår'],
    [
      'the report of municipalities',
      [...preamble, 'Kommun;Kommun-kod;Län;Läns-kod;Typ av huvudman;Antal elever'],
      'ingen rubrikrad',
    ],
    [
      'a column less',
      [...preamble, 'Skola;Skol-enhetskod;Kommun-kod;Typ av huvudman;Antal elever'],
      'saknar kolumner',
    ],
    ['a text for a number', [...preamble, header139, school('många', '75', '88', '233')], 'inte är ett tal'],
    [
      'a code that lost a digit',
      [...preamble, header139, school('85', '75', '88', '233').replace('99000001', '9900001')],
      'åtta siffror',
    ],
  ])('stops at %s', (_, lines, text) => expect(problems('139', ...lines)[0]).toContain(text));
});

describe('the reports by subject', () => {
  const groups = ';;;;;;;;Antal elever;Antal elever;Antal elever;Totalt;Totalt;Flickor;Flickor;Pojkar;Pojkar';
  const header93 =
    'Skola;Skol-enhetskod;Skolkommun;Kommun-kod;Typ av huvudman;Huvudman;Huvudman orgnr;Ämne;Totalt;Flickor;Pojkar;Genomsnittlig betygspoäng;Andel (%) med A-E;Genomsnittlig betygspoäng;Andel (%) med A-E;Genomsnittlig betygspoäng;Andel (%) med A-E';

  it('have headings in two rows, and give all pupils by subject', () => {
    const row = (subject: string, ...values: string[]) =>
      `Lillåskolan;99000001;Ekdala;0999;Kommunal;Ekdala;2120009999;${subject};${values.join(';')}`;
    const { values } = read(
      '93',
      ...preamble,
      groups,
      header93,
      row('Matematik', '..', '41', '40', '12,5', '88,4', '12,9', '90,1', '12,1', '86,7'),
      row('Engelska', '81', '41', '40', '14,8', '~100', '15', '95', '14', '94'),
    );
    expect(values.map(({ measure, value, mark }) => [measure, value ?? mark])).toEqual([
      ['numberOfPupils9thGrade Matematik', 'OMITTED_DUE_TO_BASED_ON_FEW_PUPILS'],
      ['averageGradePoints9thGrade Matematik', 12.5],
      ['ratioOfPupilsPassed9thGrade Matematik', 88.4],
      ['numberOfPupils9thGrade Engelska', 81],
      ['averageGradePoints9thGrade Engelska', 14.8],
      ['ratioOfPupilsPassed9thGrade Engelska', 'ROUNDED_OFF_DUE_TO_FEW_PUPILS_NOT_ELIGIBLE'],
    ]);
  });

  it('keep every kind of huvudman in a municipality apart', () => {
    const header92 = header93.replace(
      'Skola;Skol-enhetskod;Skolkommun;Kommun-kod;Typ av huvudman;Huvudman;Huvudman orgnr;',
      'Kommun;Kommun-kod;Län;Läns-kod;Typ av huvudman;',
    );
    const row = (type: string, points: string) =>
      `Ekdala;0999;Ekdala län;99;${type};Matematik;81;41;40;${points};88;13;90;12;87`;
    const { values } = read(
      '92',
      ...preamble,
      groups.slice(2),
      header92,
      row('Samtliga', '12,6'),
      row('Kommunal', '12,4'),
    );
    expect(
      values
        .filter(({ measure }) => measure.startsWith('averageGradePoints'))
        .map(({ place, value }) => [place, value]),
    ).toEqual([
      ['0999 Samtliga', 12.6],
      ['0999 Kommunal', 12.4],
    ]);
  });
});

describe('any file at all', () => {
  it('is read or refused in words, and never throws', () =>
    fc.assert(
      fc.property(fc.array(fc.string()), fc.uint8Array({ maxLength: 40 }), (lines, noise) => {
        const whole = new Uint8Array([...bytesOf(...preamble, header139, ...lines), ...noise]);
        const outcome = readSiris(whole, '139', '0999');
        if (!outcome.ok) expect(outcome.problems.every(({ text }) => text.length > 10)).toBe(true);
      }),
    ));
});
