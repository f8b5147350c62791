import type { GradeScaleId } from './grade-scale.ts';
import { allSubjects, type Measure } from './measure.ts';

/** Slag av inlämning: what the authority's systems can export, one kind to a delivery. The words are those of the command. */
export const deliveryKinds = [
  'bedomningsstod_ak1',
  'np_ak3',
  'np_ak6',
  'np_ak9',
  'betyg_termin',
  'slutbetyg',
  'kursbetyg',
  'amnesbetyg',
  'komvux',
  'sfi',
  'modersmal',
] as const;
export type DeliveryKind = (typeof deliveryKinds)[number];
export const isDeliveryKind = (text: string): text is DeliveryKind =>
  deliveryKinds.some(kind => kind === text);

/**
 * Uppgift i en kolumn: what a column of a file can hold that Samsyn reads. Identities (`pupil`, `name`) are read to tell pupils
 * apart and to join files, and go no further than the reading.
 */
export const columnRoles = [
  'pupil',
  'name',
  'schoolUnitCode',
  'yearLevel',
  'course',
  'subject',
  'languageCode',
  'grade',
  'testGrade',
  'testPart',
  'testPartResult',
  'participation',
  'gender',
  'class',
  'teacher',
  'protected',
  'meritValue',
  'semester',
] as const;
export type ColumnRole = (typeof columnRoles)[number];

/** Tidigare eller samtidigt resultat: another file whose rows are joined to these pupil by pupil, and then forgotten. */
export type LinkedFile = {
  /** `prior`: an earlier result of the same pupil in the same subject. `test`: the national test beside the grade. */
  readonly as: 'prior' | 'test';
  readonly kind: DeliveryKind;
  readonly yearsBefore: number;
};

/** What a kind of delivery holds and asks of a file. */
export type KindDescription = {
  readonly schoolForms: readonly ('GR' | 'GY' | 'VUX')[];
  /** Årskurser, or kurser in sfi; null when each row has the code of a course or level of its own. */
  readonly levels: readonly string[] | null;
  /** Whether its results belong to a semester, or to the whole academic year. */
  readonly perSemester: boolean;
  readonly scale: GradeScaleId;
  readonly isNationalTest: boolean;
  /** Subjects by their codes in the national lists; null for any the authority has. */
  readonly subjects: readonly string[] | null;
  readonly measures: readonly Measure[];
  /** Columns without which a file cannot be read. A column per subject stands for `subject` together with the value. */
  readonly required: readonly ColumnRole[];
  readonly optional: readonly ColumnRole[];
  readonly linked: readonly LinkedFile[];
};

const always: readonly ColumnRole[] = ['name', 'gender', 'class', 'teacher', 'protected'];

const nationalTest = (
  level: string,
  subjects: readonly string[],
  linked: readonly LinkedFile[] = [],
): KindDescription => ({
  schoolForms: ['GR'],
  levels: [level],
  perSemester: false,
  scale: 'A–F',
  isNationalTest: true,
  subjects,
  measures: ['provbetygspoäng'],
  required: ['pupil', 'schoolUnitCode', 'subject', 'testGrade'],
  optional: [...always, 'yearLevel', 'testPart', 'testPartResult', 'participation'],
  linked,
});

const requirementTest = (level: string, isNationalTest: boolean, perSemester: boolean): KindDescription => ({
  schoolForms: ['GR'],
  levels: [level],
  perSemester,
  scale: 'kravnivå',
  isNationalTest,
  subjects: ['SV', 'SVA', 'MA'],
  measures: ['kravnivå uppnådd'],
  required: ['pupil', 'schoolUnitCode', 'subject', 'testPartResult'],
  optional: [...always, 'yearLevel', 'testPart', 'participation', 'testGrade'],
  linked: [],
});

const courseGrades = (
  schoolForms: KindDescription['schoolForms'],
  more: Partial<KindDescription> = {},
): KindDescription => ({
  schoolForms,
  levels: null,
  perSemester: false,
  scale: 'A–F',
  isNationalTest: false,
  subjects: null,
  measures: ['betygspoäng'],
  required: ['pupil', 'schoolUnitCode', 'course', 'grade'],
  optional: [...always, 'subject', 'testGrade'],
  linked: [],
  ...more,
});

const science = ['BI', 'FY', 'KE'] as const;
const society = ['GE', 'HI', 'RE', 'SH'] as const;

export const kindDescriptions: Readonly<Record<DeliveryKind, KindDescription>> = {
  bedomningsstod_ak1: requirementTest('1', false, true),
  np_ak3: requirementTest('3', true, false),
  np_ak6: nationalTest('6', ['SV', 'SVA', 'EN', 'MA']),
  np_ak9: nationalTest(
    '9',
    ['SV', 'SVA', 'EN', 'MA', ...science, ...society],
    [{ as: 'prior', kind: 'np_ak6', yearsBefore: 3 }],
  ),
  betyg_termin: {
    schoolForms: ['GR'],
    levels: ['4', '5', '6', '7', '8', '9'],
    perSemester: true,
    scale: 'A–F',
    isNationalTest: false,
    subjects: null,
    measures: ['betygspoäng', 'godkänd i alla ämnen', 'betyg minus provbetyg'],
    required: ['pupil', 'schoolUnitCode', 'yearLevel', 'subject', 'grade'],
    optional: [...always, 'languageCode', 'semester'],
    linked: [{ as: 'test', kind: 'np_ak6', yearsBefore: 0 }],
  },
  slutbetyg: {
    schoolForms: ['GR'],
    levels: ['9'],
    perSemester: false,
    scale: 'A–F',
    isNationalTest: false,
    subjects: null,
    measures: [
      'betygspoäng',
      'meritvärde',
      'godkänd i alla ämnen',
      'behörig till yrkesprogram',
      'betyg minus provbetyg',
    ],
    required: ['pupil', 'schoolUnitCode', 'subject', 'grade'],
    optional: [...always, 'yearLevel', 'languageCode', 'meritValue'],
    linked: [
      { as: 'test', kind: 'np_ak9', yearsBefore: 0 },
      { as: 'prior', kind: 'np_ak6', yearsBefore: 3 },
    ],
  },
  kursbetyg: courseGrades(['GY'], { measures: ['betygspoäng', 'betyg minus provbetyg'] }),
  amnesbetyg: courseGrades(['GY'], { measures: ['betygspoäng', 'betyg minus provbetyg'] }),
  komvux: courseGrades(['VUX']),
  sfi: courseGrades(['VUX'], { levels: ['A', 'B', 'C', 'D'], subjects: ['SFI'] }),
  modersmal: courseGrades(['GR'], {
    levels: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    perSemester: true,
    required: ['pupil', 'schoolUnitCode', 'yearLevel', 'languageCode', 'grade'],
    optional: [...always, 'subject', 'semester'],
  }),
};

/** Codes of courses and levels: 'MATMAT01b', 'HISHIS01a1', 'MATE1000X', 'GRNMAT2', and gymnasiearbete, 'GYARNA'. Always told from names by their digits. */
const courseCode = /^(?:[A-ZÅÄÖ]{3,8}\d{1,4}(?:[A-Za-z]\d?)?|GYAR[A-Z]{2})$/;

/** Whether results of a kind can have this level. */
export const isLevelOf = (kind: DeliveryKind, level: string): boolean => {
  const { levels } = kindDescriptions[kind];
  return levels === null ? courseCode.test(level) : levels.includes(level);
};

/** Whether a kind can have a measure of a subject: whole-result measures have `allSubjects`, the others never. */
export const fitsSubject = (perSubject: boolean, subject: string): boolean =>
  perSubject === (subject !== allSubjects);
