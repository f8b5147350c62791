import {
  encodedTwice,
  sheetOf,
  textRow,
  utf8,
  utf16,
  windows1252,
  withMark,
  workbook,
} from '#app/exchange/spreadsheets/made-files.ts';
import type { DeliveryKind } from '#app/results/kind.ts';
import type { ReadingInput } from '#app/results/reading/index.ts';
import type { RemarkRule } from '#app/results/remark.ts';
import { numberOf, testPupils } from './world.ts';

/**
 * Files as schools' systems and people's spreadsheet programs make them, built in code. Those that hold the same pupils in other
 * clothes must give the same cells as `plain`; the others are answered with a question, or with the rule that refuses them.
 */

type Asked = Partial<ReadingInput> & Pick<ReadingInput, 'kind'>;
export type CorpusFile = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly asked: Asked;
};
export type AskingFile = CorpusFile & { readonly missing: readonly string[] };
export type RefusedFile = CorpusFile & { readonly rule: RemarkRule; readonly says: RegExp };
/** The sum of each subject's points and how many pupils there are, by measure and subject. */
export type ExactFile = CorpusFile & {
  readonly cells: Readonly<Record<string, readonly [n: number, sum: number]>>;
};

const [anna = '', bo = '', cilla = '', dan = '', eva = '', fred = ''] = testPupils(6);
const unit = '99000001';

/** Six pupils: maths A C E F D and one absent; Swedish for all but two, who read it as a second language. */
const rows: readonly (readonly [pnr: string, subject: string, grade: string])[] = [
  [anna, 'MA', 'A'],
  [bo, 'MA', 'C'],
  [cilla, 'MA', 'E'],
  [dan, 'MA', 'F'],
  [eva, 'MA', 'D'],
  [fred, 'MA', 'deltog inte'],
  [anna, 'SV', 'B'],
  [bo, 'SV', 'C'],
  [cilla, 'SVA', 'E'],
  [dan, 'SVA', 'F'],
  [eva, 'SV', 'A'],
  [fred, 'SV', 'E'],
];

type Shape = {
  readonly header?: readonly string[];
  readonly pnr?: (pnr: string) => string;
  readonly unit?: string;
  readonly subject?: (subject: string) => string;
  readonly grade?: (grade: string) => string;
  readonly separator?: string;
  readonly end?: string;
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  readonly cell?: (text: string) => string;
};
const same = (text: string): string => text;
const plainHeader = ['Personnummer', 'Skolenhetskod', 'Ämne', 'Provbetyg'];

const tableOf = (shape: Shape): string[][] => [
  [...(shape.header ?? plainHeader)],
  ...rows.map(([pnr, subject, grade]) => [
    (shape.pnr ?? same)(pnr),
    shape.unit ?? unit,
    (shape.subject ?? same)(subject),
    (shape.grade ?? same)(grade),
  ]),
];
const csv = (shape: Shape = {}): string =>
  [
    ...(shape.before ?? []),
    ...tableOf(shape).map(cells => cells.map(shape.cell ?? same).join(shape.separator ?? ';')),
    ...(shape.after ?? []),
  ].join(shape.end ?? '\n');

const np: Asked = { kind: 'np_ak9' };
const file = (name: string, bytes: Uint8Array | string, asked: Asked = np): CorpusFile => ({
  name,
  bytes: typeof bytes === 'string' ? utf8(bytes) : bytes,
  asked,
});
const kind = (name: DeliveryKind, more: Partial<ReadingInput> = {}): Asked => ({ kind: name, ...more });

export const plain = file('the plain file', csv());

const sheet = (shape: Shape = {}): string =>
  tableOf(shape)
    .map((cells, at) => textRow(at + 1, ...cells))
    .join('');
const names: Readonly<Record<string, string>> = {
  MA: 'Matematik',
  SV: 'Svenska',
  SVA: 'Svenska som andraspråk',
};
const named = (code: string): string => names[code] ?? code;
const hyphen = (pnr: string): string => `${pnr.slice(0, 8)}-${pnr.slice(8)}`;
const numeric = sheetOf(
  tableOf({})
    .map((cells, at) =>
      at === 0
        ? textRow(1, ...cells)
        : `<row r="${at + 1}"><c r="A${at + 1}"><v>${cells[0]}</v></c><c r="B${at + 1}"><v>${cells[1]}</v></c><c r="C${at + 1}" t="inlineStr"><is><t>${cells[2]}</t></is></c><c r="D${at + 1}" t="inlineStr"><is><t>${cells[3]}</t></is></c></row>`,
    )
    .join(''),
);
/** One row for each pupil, with a column for each subject. */
const wide = [
  'Personnummer;Namn;Skolenhetskod;Klass;MA;SV;SVA',
  ...[anna, bo, cilla, dan, eva, fred].map(pnr =>
    [
      pnr,
      'Namn Namnsson',
      unit,
      '',
      ...['MA', 'SV', 'SVA'].map(code => rows.find(row => row[0] === pnr && row[1] === code)?.[2] ?? ''),
    ].join(';'),
  ),
].join('\n');
/** A row for each part of the test, with the grade of the whole on each. */
const byPart = [
  'pnr;skolenhetskod;ämne;delprov;resultat;provbetyg',
  ...rows.flatMap(([pnr, subject, grade]) =>
    ['A', 'B1', 'C'].map(part =>
      [pnr, unit, subject, part, grade === 'deltog inte' ? '' : 'D', grade].join(';'),
    ),
  ),
].join('\n');

/** The same pupils in other clothes: each gives the cells of `plain`. */
export const sameAsPlain: readonly CorpusFile[] = [
  file('UTF-8 with byte order mark', withMark(csv())),
  file('Windows-1252', windows1252(csv())),
  file('UTF-16 with mark', utf16(csv(), true)),
  file('UTF-16 big endian', utf16(csv(), false)),
  file('tabs', csv({ separator: '\t' })),
  file('commas', csv({ separator: ',' })),
  file('bars', csv({ separator: '|' })),
  file('Excel’s own first line', `sep=;\n${csv()}`),
  file('Windows line ends', csv({ end: '\r\n' })),
  file('old Mac line ends', csv({ end: '\r' })),
  file('every cell in quotes', csv({ cell: text => `"${text}"` })),
  file('no-break spaces around everything', csv({ cell: text => `\u00a0${text}\u00a0` })),
  file('thin and zero-width spaces', csv({ cell: text => `\u2009${text}\u200b` })),
  file('decomposed letters from a Mac', csv().normalize('NFD')),
  file('a preamble of three rows', csv({ before: ['Exporterad 2025-06-18', 'Urval: åk 9', ''] })),
  file('a preamble that names a subject', csv({ before: ['Ämne;Alla', 'Läsår;2024/25'] })),
  file('headers in capitals', csv({ header: ['PERSONNUMMER', 'SKOLENHETSKOD', 'ÄMNE', 'PROVBETYG'] })),
  file(
    'headers with underscores',
    csv({ header: ['person_nummer', 'skolenhets_kod', 'ämnes_kod', 'prov_betyg'] }),
  ),
  file(
    'headers of another system',
    csv({ header: ['Elevens personnummer', 'Enhetskod', 'Provämne', 'NP-betyg'] }),
  ),
  file('headers without å, ä, ö', csv({ header: ['pnr', 'skolkod', 'Amne', 'Provbetyg'] })),
  file(
    'headers with units of measure',
    csv({ header: ['Pers.nr', 'Skolenhetskod (8 siffror)', 'Ämnesnamn', 'Sammanvägt provbetyg'] }),
  ),
  file(
    'the word betyg alone for a test',
    csv({ header: ['Personnummer', 'Skolenhetskod', 'Ämne', 'Betyg'] }),
  ),
  file('a hyphen in the number', csv({ pnr: hyphen })),
  file('a long dash in the number', csv({ pnr: pnr => hyphen(pnr).replace('-', '–') })),
  file('spaces in the number', csv({ pnr: pnr => `${pnr.slice(0, 8)} ${pnr.slice(8)}` })),
  file('ten digits', csv({ pnr: pnr => pnr.slice(2) })),
  file('ten digits with a hyphen', csv({ pnr: pnr => hyphen(pnr).slice(2) })),
  file('numbers with a decimal from a spreadsheet', csv({ pnr: pnr => `${pnr},0` })),
  file('a unit code with spaces', csv({ unit: '9900 0001' })),
  file('a unit code as a decimal', csv({ unit: '99000001,0' })),
  file('names of subjects', csv({ subject: named })),
  file('names of subjects in capitals', csv({ subject: code => named(code).toUpperCase() })),
  file('subjects with their code', csv({ subject: code => `${named(code)} (${code})` })),
  file(
    'short words for subjects',
    csv({ subject: code => ({ MA: 'Mat', SV: 'sve', SVA: 'Sv2' })[code] ?? code }),
  ),
  file(
    'codes of the national catalogue',
    csv({ subject: code => ({ MA: 'GRGRMAT01', SV: 'GRGRSVE01', SVA: 'GRGRSVA01' })[code] ?? code }),
  ),
  file('grades in small letters', csv({ grade: grade => grade.toLowerCase() })),
  file('absence as 99', csv({ grade: grade => (grade === 'deltog inte' ? '99' : grade) })),
  file('absence in other words', csv({ grade: grade => (grade === 'deltog inte' ? 'Ej deltagit' : grade) })),
  file('absence as a dash', csv({ grade: grade => (grade === 'deltog inte' ? '−' : grade) })),
  file('empty rows and a sum at the end', csv({ after: ['', ';;;', 'Antal rader;;;12', ''] })),
  file('delimiters at the end of rows', csv({ cell: same, end: ';;;\n', after: [''] })),
  file('the end sign of DOS', `${csv()}\n\u001a`),
  file(
    'the header on every page',
    `${csv()}\n${plainHeader.join(';')}\n${csv().split('\n').slice(1, 2)[0] === undefined ? '' : ''}`,
  ),
  file(
    'line breaks inside quotes',
    csv({ header: ['Personnummer', 'Skolenhetskod', 'Ämne', '"Prov\nbetyg"'].map(same) }).replace(
      '"Prov\nbetyg"',
      'Provbetyg',
    ),
  ),
  file('a column for each subject', wide),
  file(
    'a column for each subject, named',
    wide.replace('MA;SV;SVA', 'Provbetyg Matematik;Provbetyg Svenska;Provbetyg SvA'),
  ),
  file('a row for each part of the test', byPart),
  file('a workbook of texts', sheetOf(sheet())),
  file('a workbook with numbers as numbers', numeric),
  file(
    'a workbook with instructions first',
    workbook({
      sheets: [
        { name: 'Läs mig', rows: textRow(1, 'Fyll i alla elever. Spara sedan filen.') },
        { name: 'Resultat', rows: sheet() },
      ],
    }),
  ),
  file(
    'a workbook with a preamble',
    sheetOf(
      `${textRow(1, 'Nationella prov åk 9')}${textRow(2, 'Läsår 2024/25')}${tableOf({})
        .map((cells, at) => textRow(at + 4, ...cells))
        .join('')}`,
    ),
  ),
  file(
    'a workbook with decomposed letters',
    sheetOf(sheet({ header: plainHeader.map(name => name.normalize('NFD')) })),
  ),
  file(
    'wrong letters, put right by choosing the encoding',
    encodedTwice(csv({ subject: named })),
    kind('np_ak9', {
      files: [{ name: 'fil.csv', bytes: encodedTwice(csv({ subject: named })), encoding: 'windows-1252' }],
    }),
  ),
  file(
    'columns chosen by the registrar',
    csv({ header: ['ID', 'Skola', 'Test', 'Utfall'] }),
    kind('np_ak9', {
      choices: [
        {
          kind: 'np_ak9',
          headerHash: '4d1b',
          columns: { pupil: 0, schoolUnitCode: 1, subject: 2, testGrade: 3 },
        },
      ],
    }),
  ),
];

const grades = 'BI;BL;EN;FY;GE;HI;HKK;IDH;KE;MA;MU;RE;SH;SL;SV;SVA;TK;M2';
const leaver = (pnr: string, values: string): string => `${pnr};${unit};9A;${values}`;
const leavers = (header: string): string =>
  [
    `Personnummer;Skolenhetskod;Klass;${header}`,
    leaver(anna, 'A;A;A;A;A;A;A;A;A;A;A;A;A;A;A;;A;A'),
    leaver(bo, 'E;E;E;E;E;E;E;E;E;E;E;E;E;E;E;;E;'),
    leaver(cilla, 'E;E;-;F;E;E;E;E;E;F;E;E;E;E;;E;E;'),
  ].join('\n');
const temporary = '20110314TF20';
const [grown = ''] = [numberOf('20010304', '238')];
const courses = (rowsOf: readonly string[]): string =>
  ['Personnummer;Skolenhetskod;Kurskod;Betyg', ...rowsOf].join('\n');
const upper = '99000004';
const adult = '99000005';

/** Other kinds and other pupils: read exactly, by measure and subject. */
export const exact: readonly ExactFile[] = [
  {
    ...file('final grades with a column for each subject', leavers(grades), kind('slutbetyg')),
    cells: {
      'meritvärde Alla ämnen': [3, 340 + 160 + 140 - 10],
      'godkänd i alla ämnen Alla ämnen': [3, 2],
      'behörig till yrkesprogram Alla ämnen': [3, 2],
      'betygspoäng Engelska': [2, 30],
      'betygspoäng Matematik': [3, 30],
      'betygspoäng Svenska som andraspråk': [1, 10],
      'betygspoäng Moderna språk, språkval': [1, 20],
    },
  },
  {
    ...file(
      'final grades with merit values and a decimal comma',
      leavers(`${grades};Meritvärde`)
        .replace(/;A$/m, ';A;340')
        .replace(/E;$/m, 'E;;157,5')
        .replace(/E;$/m, 'E;;"132,5"'),
      kind('slutbetyg'),
    ),
    cells: { 'meritvärde Alla ämnen': [3, 630] },
  },
  {
    ...file(
      'final grades a row for each subject, languages with their code',
      `personnummer;skolenhetskod;ämne;språkkod;betyg\n${anna};${unit};M2;FRA;B\n${bo};${unit};M2SPA;;C\n${cilla};${unit};ML;ARA;A`,
      kind('slutbetyg'),
    ),
    cells: { 'betygspoäng Moderna språk, språkval': [2, 32.5], 'betygspoäng Modersmål': [1, 20] },
  },
  {
    ...file(
      'grades of a semester, missing ones by the numbers of SCB',
      `Pnr;Skolenhetskod;Åk;Ämne;Betyg;Termin\n${anna};${unit};Åk 8;MA;A;VT2025\n${bo};${unit};8;MA;9;VT 2025\n${cilla};${unit};08;MA;3;vårtermin`,
      kind('betyg_termin', { semester: 'VT' }),
    ),
    cells: { 'betygspoäng Matematik': [1, 20] },
  },
  {
    ...file(
      'courses of the upper secondary school in any case',
      courses([
        `${grown};${upper};matmat01B;C`,
        `${anna};${upper};MATMAT01b;A`,
        `${grown};${upper};HISHIS01A1;E`,
        `${grown};${upper};GYARNA;E`,
      ]),
      kind('kursbetyg'),
    ),
    cells: { 'betygspoäng Matematik MATMAT01b': [2, 35], 'betygspoäng Historia HISHIS01a1': [1, 10] },
  },
  {
    ...file(
      'courses with the test beside the grade',
      `Personnummer;Skolenhetskod;Kurskod;Betyg;Provbetyg\n${grown};${upper};ENGENG05;B;C\n${anna};${upper};ENGENG05;C;C`,
      kind('kursbetyg'),
    ),
    cells: { 'betyg minus provbetyg Engelska ENGENG05': [2, 2.5] },
  },
  {
    ...file(
      'levels of the new upper secondary school',
      courses([`${grown};${upper};MATE1000X;D`]),
      kind('amnesbetyg'),
    ),
    cells: { 'betygspoäng Matematik MATE1000X': [1, 12.5] },
  },
  {
    ...file(
      'adult education with leading zeros eaten and orientation courses',
      courses([
        `${grown.slice(3)};${adult};GRNMAT2;C`,
        `${anna};${adult};ENGENG05;G`,
        `${bo.slice(2)};${adult};ENGENG05;A`,
      ]),
      kind('komvux'),
    ),
    cells: { 'betygspoäng Matematik GRNMAT2': [1, 15], 'betygspoäng Engelska ENGENG05': [1, 20] },
  },
  {
    ...file(
      'Swedish for immigrants in every way of writing',
      courses([
        `${grown};${adult};SFIKURC;C`,
        `${anna};${adult};2C;A`,
        `${bo};${adult};Kurs D;E`,
        `${cilla};${adult};SFI D;F`,
        `${dan};${adult};b;E`,
      ]),
      kind('sfi'),
    ),
    cells: {
      'betygspoäng Svenska för invandrare C': [2, 35],
      'betygspoäng Svenska för invandrare D': [2, 10],
      'betygspoäng Svenska för invandrare B': [1, 10],
    },
  },
  {
    ...file(
      'mother tongue by code and by name',
      `personnummer;skolenhetskod;årskurs;språkkod;betyg\n${anna};${unit};7;ARA;A\n${bo};${unit};7;Arabiska;C\n${cilla};${unit};7;Modersmål finska;E`,
      kind('modersmal', { semester: 'HT' }),
    ),
    cells: { 'betygspoäng Modersmål arabiska': [2, 35], 'betygspoäng Modersmål finska': [1, 10] },
  },
  {
    ...file(
      'year 3, a row for each part',
      `pnr;skolenhetskod;ämne;delprov;resultat\n${[anna, bo, cilla].flatMap(pnr => ['A', 'B', 'C'].map(part => [pnr, unit, 'MA', part, pnr === bo && part === 'B' ? 'ej uppnått' : pnr === cilla && part === 'C' ? 'deltog inte' : 'uppnått'].join(';'))).join('\n')}`,
      kind('np_ak3'),
    ),
    cells: { 'kravnivå uppnådd Matematik': [2, 1] },
  },
  {
    ...file(
      'year 3, a column for each part and points to be left',
      `pnr;skolenhetskod;ämne;Delprov A;Delprov A poäng;Delprov B\n${anna};${unit};Svenska;Ja;12;Ja\n${bo};${unit};Svenska;Ja;11;Nej\n${cilla};${unit};SvA;U;10;EU`,
      kind('np_ak3'),
    ),
    cells: { 'kravnivå uppnådd Svenska': [2, 1], 'kravnivå uppnådd Svenska som andraspråk': [1, 0] },
  },
  {
    ...file(
      'year 3, a column for each subject and part',
      `pnr;skolenhetskod;MA_A;MA_B;SV_A\n${anna};${unit};uppnått;uppnått;uppnått\n${bo};${unit};uppnått;ej uppnått;`,
      kind('np_ak3'),
    ),
    cells: { 'kravnivå uppnådd Matematik': [2, 1], 'kravnivå uppnådd Svenska': [1, 1] },
  },
  {
    ...file(
      'the support for assessment in year 1',
      `pnr;skolenhetskod;ämne;avstämning\n${anna};${unit};SV;uppnådd\n${bo};${unit};SV;ej uppnådd`,
      kind('bedomningsstod_ak1', { semester: 'VT' }),
    ),
    cells: { 'kravnivå uppnådd Svenska': [2, 1] },
  },
  {
    ...file(
      'numbers of those without a personnummer',
      `${`pnr;skolenhetskod;ämne;provbetyg\n${temporary};${unit};MA;A\n201103742380;${unit};MA;C`.replace(
        '201103742380',
        numberOf('20110374', '238'),
      )}\n${numberOf('20110314', '238').slice(0, 8)}-TF10;${unit};MA;E`,
    ),
    cells: { 'provbetygspoäng Matematik': [3, 45] },
  },
  {
    ...file(
      'who took part in a column of its own',
      `pnr;skolenhetskod;ämne;deltog;provbetyg\n${anna};${unit};MA;Ja;A\n${bo};${unit};MA;Nej;\n${cilla};${unit};MA;Nej;-`,
    ),
    cells: { 'provbetygspoäng Matematik': [1, 20] },
  },
];

/** What is not in the file, and must be asked. */
export const asking: readonly AskingFile[] = [
  {
    ...file('no unit', csv({ header: ['Personnummer', 'Skola', 'Ämne', 'Provbetyg'] })),
    missing: ['schoolUnitCode'],
  },
  {
    ...file('no grade', csv({ header: ['Personnummer', 'Skolenhetskod', 'Ämne', 'Utfall'] })),
    missing: ['testGrade'],
  },
  {
    ...file('nothing known', csv({ header: ['a', 'b', 'c', 'd'] })),
    missing: ['pupil', 'schoolUnitCode', 'subject', 'testGrade'],
  },
  {
    ...file('no header at all', csv().split('\n').slice(1).join('\n')),
    missing: ['pupil', 'schoolUnitCode', 'subject', 'testGrade'],
  },
  {
    ...file(
      'two columns of one name',
      csv({ header: ['Personnummer', 'Skolenhetskod', 'Provbetyg', 'Provbetyg'] }),
    ),
    missing: ['subject', 'testGrade'],
  },
  {
    ...file(
      'courses without code',
      `Personnummer;Skolenhetskod;Kursnamn;Betyg\n${grown};${upper};Matematik 1b;C`,
      kind('kursbetyg'),
    ),
    missing: ['course'],
  },
  {
    ...file(
      'year level where it is needed',
      `Personnummer;Skolenhetskod;Ämne;Betyg\n${anna};${unit};MA;A`,
      kind('betyg_termin', { semester: 'HT' }),
    ),
    missing: ['yearLevel'],
  },
];

const one = (row: string, header = 'Personnummer;Skolenhetskod;Ämne;Provbetyg'): string =>
  `${header}\n${row}`;

/** What is wrong, by rule and in words. */
export const refused: readonly RefusedFile[] = [
  {
    ...file('wrong letters', encodedTwice(csv())),
    rule: 'tecken har blivit fel',
    says: /Tecknen å, ä och ö.*Windows-1252/,
  },
  {
    ...file(
      'wrong letters in a name',
      utf8(`${one(`${anna};${unit};MA;A`, 'Personnummer;Skolenhetskod;Ämne;Provbetyg;Namn')};Ã…sa`),
    ),
    rule: 'tecken har blivit fel',
    says: /Windows-1252/,
  },
  {
    ...file('a number in powers of ten', one(`2,01101E+11;${unit};MA;A`)),
    rule: 'personnummer förstört av kalkylprogram',
    says: /Rad 2: kalkylprogrammet/,
  },
  {
    ...file('a number with a digit lost', one(`${anna.slice(1)};${unit};MA;A`)),
    rule: 'personnummer förstört av kalkylprogram',
    says: /Rad 2/,
  },
  {
    ...file(
      'a wrong check digit',
      one(`${anna.slice(0, 11)}${(Number(anna.slice(11)) + 1) % 10};${unit};MA;A`),
    ),
    rule: 'personnummer har fel kontrollsiffra',
    says: /Rad 2: personnumrets kontrollsiffra stämmer inte/,
  },
  {
    ...file('an impossible date', one(`20111340-2384;${unit};MA;A`)),
    rule: 'personnummer har fel form',
    says: /Rad 2/,
  },
  {
    ...file('a name where the number should be', one(`Anna Andersson;${unit};MA;A`)),
    rule: 'personnummer har fel form',
    says: /ÅÅÅÅMMDD-NNNN/,
  },
  {
    ...file('no number', one(`;${unit};MA;A`)),
    rule: 'personnummer har fel form',
    says: /personnumret saknas/,
  },
  {
    ...file('seven digits of a unit', one(`${anna};9900001;MA;A`)),
    rule: 'skolenhetskod har fel längd',
    says: /skolenhetskoden 9900001 har sju siffror\. Den ska ha åtta\. Kontrollera om Excel/,
  },
  {
    ...file('the name of a school', one(`${anna};Björkskolan;MA;A`)),
    rule: 'skolenhetskod har fel längd',
    says: /ingen skolenhetskod/,
  },
  {
    ...file('an unknown unit', one(`${anna};88000001;MA;A`)),
    rule: 'skolenhet okänd',
    says: /finns inte bland era skolenheter/,
  },
  {
    ...file('the unit of another authority', one(`${anna};41234567;MA;A`)),
    rule: 'skolenhet hos annan huvudman',
    says: /hör till en annan huvudman\. Raden läses inte in/,
  },
  {
    ...file('a closed unit', one(`${anna};99000003;MA;A`)),
    rule: 'skolenhet inte aktiv under läsåret',
    says: /Gamla skolan var inte i drift läsåret 2024\/25/,
  },
  {
    ...file('a unit without the year level', one(`${anna};99000002;MA;A`), kind('np_ak6')),
    rule: 'årskurs finns inte vid skolenheten',
    says: /Ekskolan har inte årskurs 6/,
  },
  {
    ...file('a unit of another school form', one(`${anna};99000004;MA;A`)),
    rule: 'årskurs finns inte vid skolenheten',
    says: /skolform/,
  },
  {
    ...file(
      'rows of another year level',
      one(`${anna};${unit};MA;A;6`, 'Personnummer;Skolenhetskod;Ämne;Provbetyg;Årskurs'),
    ),
    rule: 'årskurs finns inte vid skolenheten',
    says: /årskurs '6'/,
  },
  {
    ...file(
      'an old grade',
      one(`${anna};${unit};MA;G`, 'Personnummer;Skolenhetskod;Ämne;Betyg'),
      kind('slutbetyg'),
    ),
    rule: 'betyg finns inte i skalan',
    says: /Rad 2: betyget 'G' används inte i grundskolan\. Tillåtna värden är A, B, C, D, E, F och - \(streck\)\./,
  },
  {
    ...file('points where grades should be', one(`${anna};${unit};MA;17,5`)),
    rule: 'betyg finns inte i skalan',
    says: /'17,5'/,
  },
  {
    ...file('nought for a missing grade', one(`${anna};${unit};MA;0`)),
    rule: 'betyg finns inte i skalan',
    says: /'0'/,
  },
  {
    ...file(
      'two grades of one pupil',
      `${one(`${anna};${unit};MA;A`, 'Personnummer;Skolenhetskod;Ämne;Betyg')}\n${anna};${unit};MA;B`,
      kind('slutbetyg'),
    ),
    rule: 'två olika betyg',
    says: /^Elev på rad 2 och rad 3 har två olika betyg i matematik för samma termin\./,
  },
  {
    ...file('one pupil at two units', `${one(`${anna};${unit};MA;A`)}\n${anna};99000002;MA;A`),
    rule: 'två olika betyg',
    says: /två skolenheter/,
  },
  {
    ...file(
      'a grade in year 3',
      one(`${anna};${unit};MA;A;uppnått;C`, 'Personnummer;Skolenhetskod;Ämne;Delprov;Resultat;Provbetyg'),
      kind('np_ak3'),
    ),
    rule: 'provbetyg i årskurs 3',
    says: /^Åk 3 redovisas som uppnått eller inte uppnått per delprov/,
  },
  {
    ...file(
      'a part without result',
      one(`${anna};${unit};MA;A;`, 'Personnummer;Skolenhetskod;Ämne;Delprov;Resultat'),
      kind('np_ak3'),
    ),
    rule: 'delprov saknar resultat',
    says: /delprov A saknar resultat/,
  },
  {
    ...file(
      'the other semester',
      one(`${anna};${unit};8;MA;A;HT24`, 'Personnummer;Skolenhetskod;Åk;Ämne;Betyg;Termin'),
      kind('betyg_termin', { semester: 'VT' }),
    ),
    rule: 'läsår stämmer inte',
    says: /HT24/,
  },
  {
    ...file('an unknown subject', one(`${anna};${unit};Astronomi;A`)),
    rule: 'ämne okänt',
    says: /'Astronomi'/,
  },
  {
    ...file('a subject without such a test', one(`${anna};${unit};Slöjd;A`)),
    rule: 'ämne okänt',
    says: /Slöjd har inget sådant prov/,
  },
  {
    ...file('an unknown course', courses([`${grown};${upper};Matte 1b;A`]), kind('kursbetyg')),
    rule: 'kurskod okänd',
    says: /'Matte 1b'/,
  },
  {
    ...file('a course of an unknown subject', courses([`${grown};${upper};XYZXYZ01;A`]), kind('kursbetyg')),
    rule: 'kurskod okänd',
    says: /vilket ämne/,
  },
  {
    ...file('more cells than headers', one(`${anna};${unit};MA;A;extra`)),
    rule: 'raden går inte att läsa',
    says: /fler celler/,
  },
  {
    ...file(
      'a grade of one who was absent',
      one(`${anna};${unit};MA;Nej;A`, 'Personnummer;Skolenhetskod;Ämne;Deltog;Provbetyg'),
    ),
    rule: 'raden går inte att läsa',
    says: /står som inte deltagit/,
  },
  {
    ...file(
      'a formula that was never calculated',
      sheetOf(`${textRow(1, ...plainHeader)}<row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>`),
    ),
    rule: 'raden går inte att läsa',
    says: /#REFERENS!/,
  },
  { ...file('an empty file', new Uint8Array()), rule: 'raden går inte att läsa', says: /Filen är tom/ },
  { ...file('headers alone', plainHeader.join(';')), rule: 'raden går inte att läsa', says: /inga rader/ },
  { ...file('a PDF', utf8('%PDF-1.7 …')), rule: 'raden går inte att läsa', says: /PDF/ },
  {
    ...file('an open quote', `${csv()}\n"${anna};${unit};MA;A`),
    rule: 'raden går inte att läsa',
    says: /citattecken/,
  },
];
