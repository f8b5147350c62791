import { formatNumber, inWords } from '#app/shared/swedish.ts';
import type { ColumnRole } from '../kind.ts';

/** What a column holds, as a registrar says it: in definite form within a sentence. */
const columnWords: Readonly<Record<ColumnRole, readonly [name: string, held: string]>> = {
  pupil: ['personnummer', 'elevens personnummer'],
  name: ['namn', 'elevens namn'],
  schoolUnitCode: ['skolenhetskod', 'skolenhetskoden'],
  yearLevel: ['årskurs', 'årskursen'],
  course: ['kurskod', 'kursens eller nivåns kod'],
  subject: ['ämne', 'ämnet'],
  languageCode: ['språkkod', 'språket'],
  grade: ['betyg', 'betyget'],
  testGrade: ['provbetyg', 'provbetyget'],
  testPart: ['delprov', 'delprovets namn'],
  testPartResult: ['resultat', 'resultatet på delprovet'],
  participation: ['deltagande', 'om eleven deltog'],
  gender: ['kön', 'elevens kön'],
  class: ['klass', 'klassen'],
  teacher: ['lärare', 'läraren'],
  protected: ['sekretessmarkering', 'sekretessmarkeringen'],
  meritValue: ['meritvärde', 'meritvärdet'],
  semester: ['termin', 'terminen'],
};

const listed = (values: readonly string[]): string =>
  values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} och ${values.at(-1)}`;

const pupils = (count: number): string => (count === 1 ? 'en elev' : `${formatNumber(count)} elever`);

/** Every Swedish text about a row or a file of results. Each says what is wrong, where, and what to do. */
export const texts = {
  columnName: (role: ColumnRole) => columnWords[role][0],
  missingColumn: (role: ColumnRole) =>
    `Filen saknar kolumnen ${columnWords[role][0]}. Välj vilken kolumn i er fil som innehåller ${columnWords[role][1]}, så kommer vi ihåg valet till nästa gång.`,
  codeLength: (row: number, code: string, digits: number) =>
    `Rad ${row}: skolenhetskoden ${code} har ${inWords(digits)} siffror. Den ska ha åtta. ${digits < 8 ? 'Kontrollera om Excel har tagit bort en siffra.' : 'Kontrollera om en siffra har skrivits för mycket.'}`,
  codeForm: (row: number, code: string) =>
    code === ''
      ? `Rad ${row}: skolenhetskoden saknas. Fyll i den och läs in filen igen.`
      : `Rad ${row}: '${code}' är ingen skolenhetskod. Den har åtta siffror.`,
  codeUnknown: (row: number, code: string) =>
    `Rad ${row}: skolenheten ${code} finns inte bland era skolenheter. Kontrollera koden, eller lägg upp skolenheten under Organisation.`,
  codeElsewhere: (row: number, code: string) =>
    `Rad ${row}: skolenheten ${code} finns i Skolenhetsregistret men hör till en annan huvudman. Raden läses inte in.`,
  unitClosed: (row: number, name: string, year: string) =>
    `Rad ${row}: ${name} var inte i drift läsåret ${year}. Kontrollera skolenhetskoden och läsåret.`,
  unitLevel: (row: number, name: string, level: string) =>
    `Rad ${row}: ${name} har inte årskurs ${level}. Kontrollera skolenhetskoden, eller ändra årskurserna under Organisation.`,
  levelForm: (row: number, level: string, allowed: readonly string[]) =>
    level === ''
      ? `Rad ${row}: årskursen saknas. Fyll i den och läs in filen igen.`
      : `Rad ${row}: årskurs '${level}' hör inte till den här inlämningen. Tillåtna värden är ${listed(allowed)}.`,

  numberMissing: (row: number) => `Rad ${row}: personnumret saknas. Fyll i det och läs in filen igen.`,
  numberForm: (row: number) =>
    `Rad ${row}: personnumret har fel form. Skriv det som ÅÅÅÅMMDD-NNNN. Numret sparas inte här.`,
  numberCheck: (row: number) =>
    `Rad ${row}: personnumrets kontrollsiffra stämmer inte. Kontrollera numret i elevregistret. Numret sparas inte här.`,
  numberSpoilt: (row: number) =>
    `Rad ${row}: kalkylprogrammet har gjort om personnumret till ett tal och tappat siffror. Hämta filen på nytt ur elevsystemet och läs in den utan att först öppna den i Excel.`,

  subjectUnknown: (row: number, subject: string) =>
    subject === ''
      ? `Rad ${row}: ämnet saknas. Fyll i det och läs in filen igen.`
      : `Rad ${row}: ämnet '${subject}' finns inte i listan över ämnen. Skriv ämnets namn eller kod, till exempel Matematik eller MA.`,
  subjectNotOfKind: (row: number, subject: string) =>
    `Rad ${row}: ${subject} har inget sådant prov. Kontrollera att du har valt rätt slag av resultat.`,
  languageUnknown: (row: number, language: string) =>
    `Rad ${row}: språket '${language}' känns inte igen. Skriv språkets namn eller språkkod, till exempel arabiska eller ARA.`,
  courseUnknown: (row: number, course: string) =>
    course === ''
      ? `Rad ${row}: kurskoden saknas. Fyll i den och läs in filen igen.`
      : `Rad ${row}: '${course}' är ingen kurskod som känns igen. Skriv koden som i betygskatalogen, till exempel MATMAT01b.`,
  courseSubjectUnknown: (row: number, course: string) =>
    `Rad ${row}: det går inte att se vilket ämne kurskoden ${course} hör till. Lägg till en kolumn med ämnets namn.`,
  gradeUnknown: (row: number, grade: string, where: string, allowed: readonly string[], stroke: boolean) =>
    `Rad ${row}: betyget '${grade}' används inte i ${where}. Tillåtna värden är ${allowed.join(', ')}${stroke ? ' och - (streck)' : ''}.`,
  resultUnknown: (row: number, result: string) =>
    `Rad ${row}: '${result}' är inget resultat på ett delprov. Tillåtna värden är uppnått, inte uppnått och deltog inte.`,
  participationContradicts: (row: number) =>
    `Rad ${row}: eleven har ett provbetyg men står som inte deltagit. Rätta det som inte stämmer.`,
  meritForm: (row: number, written: string) =>
    `Rad ${row}: meritvärdet '${written}' är inget tal mellan 0 och 340 i steg om 2,5.`,
  /** Where an earlier row stands: in this file, or in another that is read with it. */
  rowIn: (row: number, file: string | null) => (file === null ? `rad ${row}` : `rad ${row} i filen ${file}`),
  twoGrades: (one: string, other: number, subject: string) =>
    `Elev på ${one} och rad ${other} har två olika betyg i ${subject} för samma termin. Ta bort det som inte gäller och läs in filen igen.`,
  twoResults: (one: string, other: number, subject: string) =>
    `Elev på ${one} och rad ${other} har två olika resultat i ${subject} på samma prov. Ta bort det som inte gäller och läs in filen igen.`,
  twoUnits: (one: string, other: number, subject: string) =>
    `Elev på ${one} och rad ${other} har resultat i ${subject} vid två skolenheter. Behåll raden från den skolenhet där eleven undervisades.`,
  gradeInYear3: (): string =>
    'Åk 3 redovisas som uppnått eller inte uppnått per delprov. Kolumnen provbetyg ska vara tom.',
  partMissing: (row: number, part: string) =>
    `Rad ${row}: ${part === '' ? 'delprovet' : `delprov ${part}`} saknar resultat. Skriv uppnått, inte uppnått eller deltog inte.`,
  wrongSemester: (row: number, written: string, asked: string) =>
    `Rad ${row}: terminen är ${written} men du har valt ${asked}. Kontrollera att du har valt rätt fil och rätt termin.`,
  garbled: (part: string) =>
    `Tecknen å, ä och ö har blivit fel (till exempel '${part}'). Spara om filen som CSV UTF-8 i Excel, eller välj teckenkodning Windows-1252 här nedanför.`,
  protectedFault: (rule: string) =>
    `En rad med skyddade personuppgifter har ett fel (${rule}). Leta upp den bland de märkta raderna i filen, rätta den och läs in filen igen.`,
  unitForm: (row: number, name: string) =>
    `Rad ${row}: ${name} har inte den skolform som resultaten hör till. Kontrollera skolenhetskoden och slaget av resultat.`,
  extraCells: (row: number) =>
    `Rad ${row}: raden har fler celler än rubrikraden. Kontrollera om ett avgränsningstecken står inne i en text.`,
  noLinked: 'Det här slaget av resultat kan inte kopplas till en sådan fil. Ta bort den och läs in på nytt.',
  noRows: 'Filen har rubriker men inga rader med resultat. Kontrollera att du har valt rätt fil.',
  tooManySlots:
    'Filen har fler ämnen och kurser än någon skola kan ha. Kontrollera att du har valt rätt fil.',

  repeated: (one: string, other: number) =>
    `Rad ${other} säger detsamma som ${one} och räknas inte en gång till.`,
  bothSwedish: (row: number) =>
    `Rad ${row}: eleven har betyg i både svenska och svenska som andraspråk. Båda räknas. Kontrollera att det stämmer.`,
  gradeWithoutParts: (row: number) =>
    `Rad ${row}: eleven har provbetyg men inget resultat på något delprov. Provbetyget räknas.`,
  manyWithout: (subject: string, unit: string, part: number, whole: number) =>
    `${unit}: ${formatNumber(part)} av ${formatNumber(whole)} elever har F eller saknar resultat i ${subject}. Kontrollera att det stämmer.`,
  notCounted: (row: number) =>
    `Rad ${row}: orienteringskurser och gymnasiearbete räknas inte in i ämnenas resultat.`,
  protectedRows: (count: number) =>
    `${count === 1 ? 'En rad har' : `${formatNumber(count)} rader har`} skyddade personuppgifter. De räknas in men listas aldrig.`,
  namesUnused: 'Elevernas namn används inte och lämnar aldrig din dator.',
  looksLike: (kind: string, level: string, part: number, whole: number) =>
    `Filen ser ut att vara ${kind}: ${formatNumber(part)} av ${formatNumber(whole)} rader har årskurs ${level}. Välj det slaget och läs in filen igen.`,
  columnsSkipped: (names: readonly string[]) =>
    names.length === 1
      ? `Kolumnen ${names[0]} används inte.`
      : `${names.length} kolumner används inte: ${listed(names.slice(0, 12))}${names.length > 12 ? ' med flera' : ''}.`,
  manyUnlinked: (unit: string, part: number, whole: number) =>
    `${unit}: tidigare resultat saknas för ${pupils(part)} av ${formatNumber(whole)}. Jämförelser med tidigare resultat bygger på de övriga.`,
  moreRemarks: (count: number) =>
    `${formatNumber(count)} anmärkningar till visas inte. Rätta dem ovan och läs in filen igen.`,

  where: { GR: 'grundskolan', GY: 'gymnasieskolan', VUX: 'komvux', test: 'nationella prov' },
  listTitle: 'Anmärkningar',
  listColumns: ['Fil', 'Rad', 'Kolumn', 'Värde', 'Slag', 'Anmärkning', 'Regel'],
  refusal: 'Fel',
  notice: 'Att kontrollera',
} as const;
