/** Rapport i SIRIS: 139 and 93 have a row for each school unit, 92 for each municipality and kind of huvudman. */
export const sirisReports = ['139', '92', '93'] as const;
export type SirisReport = (typeof sirisReports)[number];
export const isSirisReport = (text: string): text is SirisReport =>
  sirisReports.some(report => report === text);

/** What a column of a report holds: what the row is about, or a measure. */
export type SirisColumn =
  | 'unitName'
  | 'unitCode'
  | 'municipalityName'
  | 'municipalityCode'
  | 'countyName'
  | 'countyCode'
  | 'organizerType'
  | 'organizerName'
  | 'organizerNumber'
  | 'subject'
  | SirisMeasure;

export const sirisMeasures = [
  'numberOfPupils9thGrade',
  'ratioOfPupilsIn9thGradeWithAllSubjectsPassed',
  'ratioOfPupils9thGradeEligibleForNationalProgramYR',
  'averageGradesMeritRating9thGrade',
  'averageGradePoints9thGrade',
  'ratioOfPupilsPassed9thGrade',
] as const;
export type SirisMeasure = (typeof sirisMeasures)[number];

/** Words that a heading holds, in lower case, for each column. Headings are reworded between years, so all wordings are listed. */
type Heading = { readonly column: SirisColumn; readonly holds: readonly (readonly string[])[] };

const place: readonly Heading[] = [
  { column: 'unitName', holds: [['skola']] },
  { column: 'unitCode', holds: [['skol-enhetskod']] },
  { column: 'municipalityName', holds: [['skolkommun'], ['kommun']] },
  { column: 'municipalityCode', holds: [['kommun-kod']] },
  { column: 'countyName', holds: [['län']] },
  { column: 'countyCode', holds: [['läns-kod']] },
  { column: 'organizerType', holds: [['typ av huvudman']] },
  { column: 'organizerName', holds: [['huvudman']] },
  { column: 'organizerNumber', holds: [['huvudman orgnr']] },
  { column: 'subject', holds: [['ämne']] },
];

const measures: readonly Heading[] = [
  { column: 'numberOfPupils9thGrade', holds: [['antal']] },
  {
    column: 'ratioOfPupilsIn9thGradeWithAllSubjectsPassed',
    holds: [
      ['kunskapskraven', 'alla ämnen'],
      ['betygskriterierna', 'alla ämnen'],
      ['kriterier', 'alla ämnen'],
    ],
  },
  { column: 'ratioOfPupils9thGradeEligibleForNationalProgramYR', holds: [['yrkesprog']] },
  { column: 'averageGradesMeritRating9thGrade', holds: [['meritvärde', '17']] },
  { column: 'averageGradePoints9thGrade', holds: [['betygspoäng']] },
  { column: 'ratioOfPupilsPassed9thGrade', holds: [['a-e']] },
];

const genders = { girls: ['flick'], boys: ['pojk'] } as const;

/** Which pupils a column is about. Only all pupils are taken in. */
export type SirisGender = 'all' | 'girls' | 'boys';

const firstCells = { perUnit: 'skola', perMunicipality: 'kommun' } as const;

/** The cell that begins the header row of a report. */
export const firstCellOf = (report: SirisReport): string =>
  report === '92' ? firstCells.perMunicipality : firstCells.perUnit;

const plain = (heading: string): string =>
  heading.toLocaleLowerCase('sv').replaceAll('–', '-').replace(/\s+/g, ' ').trim();

/** What a heading says its column is; null for a wording that is not known, which stops the reading. */
export const sirisColumnOf = (
  heading: string,
): { readonly column: SirisColumn; readonly gender: SirisGender } | null => {
  const written = plain(heading);
  const whole = place.find(({ holds }) => holds.some(([words]) => words === written));
  if (whole) return { column: whole.column, gender: 'all' };
  const found = measures.filter(({ holds }) =>
    holds.some(words => words.every(word => written.includes(word))),
  );
  const [only] = found;
  if (!only || found.length > 1) return null;
  const gender = genders.girls.some(word => written.includes(word))
    ? 'girls'
    : genders.boys.some(word => written.includes(word))
      ? 'boys'
      : 'all';
  return { column: only.column, gender };
};

/** The columns without which a report is not what it is said to be. */
export const neededColumns: Readonly<Record<SirisReport, readonly SirisColumn[]>> = {
  '139': [
    'unitCode',
    'municipalityCode',
    'organizerType',
    'numberOfPupils9thGrade',
    'ratioOfPupilsIn9thGradeWithAllSubjectsPassed',
    'ratioOfPupils9thGradeEligibleForNationalProgramYR',
    'averageGradesMeritRating9thGrade',
  ],
  '92': [
    'municipalityCode',
    'organizerType',
    'subject',
    'averageGradePoints9thGrade',
    'ratioOfPupilsPassed9thGrade',
  ],
  '93': [
    'unitCode',
    'municipalityCode',
    'organizerType',
    'subject',
    'averageGradePoints9thGrade',
    'ratioOfPupilsPassed9thGrade',
  ],
};

const yearWords = { chosenYear: /valt läsår:?\s*(\d{4}\s*\/\s*\d{2,4})/i } as const;

/** The academic year that a line of the preamble names, '2024/25'; null for any other line. */
export const chosenYearIn = (line: string): string | null => yearWords.chosenYear.exec(line)?.[1] ?? null;
