import type { ColumnRole, DeliveryKind } from '../kind.ts';

/**
 * Names that columns have in the schools' own systems, the surest first: where two columns could be meant, the one whose name stands
 * first is believed, and two with the same name are asked about.
 */
const namesOf: Readonly<Record<ColumnRole, readonly string[]>> = {
  pupil: [
    'personnummer',
    'pnr',
    'personnr',
    'elevens personnummer',
    'elev personnummer',
    'elevpersonnummer',
    'elevpnr',
    'pers nr',
    'persnr',
    'person-id',
    'personid',
    'personidentitet',
    'personnummer elev',
    'civicno',
  ],
  name: ['namn', 'elevnamn', 'elev', 'elevens namn', 'efternamn', 'förnamn', 'tilltalsnamn'],
  schoolUnitCode: [
    'skolenhetskod',
    'skolenhetskoden',
    'skolenhetskod (8 siffror)',
    'skolenhetsid',
    'enhetskod',
    'skolkod',
    'skolenhets kod',
    'schoolunitcode',
    'skolenhet',
  ],
  yearLevel: ['årskurs', 'åk', 'arskurs', 'ak', 'elevens årskurs', 'årskurs vid provet', 'schoolyear'],
  course: ['kurskod', 'nivåkod', 'kurs/nivå', 'kurs', 'nivå', 'kursens kod', 'sfi-kurs', 'delkurs', 'kod'],
  subject: ['ämne', 'ämneskod', 'ämnesnamn', 'ämnesbeteckning', 'amne', 'amneskod', 'provämne', 'ämne/kurs'],
  languageCode: ['språkkod', 'modersmål', 'språk', 'sprakkod', 'språkkod m1/m2/ml', 'modersmålsspråk'],
  grade: [
    'betyg',
    'slutbetyg',
    'terminsbetyg',
    'kursbetyg',
    'ämnesbetyg',
    'betygsvärde',
    'satt betyg',
    'betygsvarde',
    'gradevalue',
  ],
  testGrade: [
    'provbetyg',
    'sammanvägt provbetyg',
    'sammanvägtprovbetyg',
    'np-betyg',
    'np betyg',
    'betyg np',
    'nationellt prov',
    'provbetyg np',
  ],
  testPart: ['delprov', 'delprovstyp', 'delprovets namn', 'provdel', 'del'],
  testPartResult: [
    'delprovsresultat',
    'resultat delprov',
    'måluppfyllelse',
    'måluppfyllnad',
    'kravnivå',
    'uppnådd kravnivå',
    'uppnått kravnivå',
    'resultat',
    'uppnått',
    'avstämning',
    'delprovsbetyg',
  ],
  participation: ['deltagande', 'deltog', 'deltagit', 'deltagit i provet', 'genomfört', 'närvaro'],
  gender: ['kön', 'kon', 'könskod', 'flicka/pojke'],
  class: ['klass', 'klassbeteckning', 'klass/grupp', 'undervisningsgrupp', 'grupp'],
  teacher: [
    'lärare',
    'larare',
    'undervisande lärare',
    'betygssättande lärare',
    'lärarsignatur',
    'signatur',
    'legitimerad lärare',
  ],
  protected: [
    'sekretess',
    'sekretessmarkering',
    'sekretessmarkerad',
    'skyddad identitet',
    'skyddade personuppgifter',
    'skydd',
  ],
  meritValue: ['meritvärde', 'meritvärde 17', 'meritvärde (17 ämnen)', 'meritvarde', 'meritpoäng'],
  semester: ['termin', 'terminskod', 'ht/vt'],
};

/** In a file of tests the word betyg alone is the grade of the test. */
const betygInTests: readonly string[] = ['betyg', 'resultat', 'betyg på provet'];

/** Names are the same when they differ only in case, spaces, hyphens, points, underscores and parentheses. */
export const comparable = (name: string): string =>
  name.toLocaleLowerCase('sv').replace(/[\s_\-–—.:()]+/g, '');

const compared = new Map(Object.entries(namesOf).map(([role, names]) => [role, names.map(comparable)]));
const testGradeNames = [...namesOf.testGrade, ...betygInTests].map(comparable);

/** How sure it is that a column of this name has a role: 0 is surest; null when it has not. */
export const rankOf = (name: string, role: ColumnRole, kind: DeliveryKind): number | null => {
  const isTest = kind === 'np_ak6' || kind === 'np_ak9';
  const names = role === 'testGrade' && isTest ? testGradeNames : (compared.get(role) ?? []);
  const at = names.indexOf(comparable(name));
  return at === -1 ? null : at;
};

/** Every name that some column may have: what a row of headers is known by. */
export const expectedNames: readonly string[] = [...new Set(Object.values(namesOf).flat())];
const everyName = new Set(expectedNames.map(comparable));
export const isColumnName = (name: string): boolean => everyName.has(comparable(name));
