import { describe, expect, it } from 'vitest';
import {
  encodedTwice,
  packed,
  sheetOf,
  textRow,
  utf8,
  utf16,
  windows1252,
  withMark,
  workbook,
  workbookParts,
} from './made-files.ts';
import { type ReadOptions, readTable } from './read-table.ts';

/** A table as one text: header and rows with their line numbers, '|' between cells. */
const shown = async (bytes: Uint8Array, options?: ReadOptions): Promise<string[]> => {
  const outcome = await readTable(bytes, 'fil', options);
  if (!outcome.ok) return outcome.problems.map(problem => problem.text);
  const { header, rows } = outcome.value;
  return [header.join('|'), ...rows.map(row => `${row.line}: ${row.cells.join('|')}`)];
};

const remarksOn = async (bytes: Uint8Array, options?: ReadOptions): Promise<readonly string[]> => {
  const outcome = await readTable(bytes, 'fil', options);
  return outcome.ok ? outcome.value.remarks : [];
};

const teachers = 'namn;enhet;omfattning\r\nÅsa Öberg;Lillåskolan;12,5\r\nPär Ek;Ängskolan;20';
const teachersRead = ['namn|enhet|omfattning', '2: Åsa Öberg|Lillåskolan|12,5', '3: Pär Ek|Ängskolan|20'];
const decomposed = (text: string) => text.normalize('NFD');

describe('a CSV file from a Swedish register is read as its maker meant it', () => {
  it.each<[string, Uint8Array, string[]]>([
    ['UTF-8 with byte order mark', withMark(teachers), teachersRead],
    ['UTF-8 without byte order mark', utf8(teachers), teachersRead],
    ['Windows-1252 from older Excel', windows1252(teachers), teachersRead],
    ['UTF-16 little-endian ("Unicode-text")', utf16(teachers, true), teachersRead],
    ['UTF-16 big-endian', utf16(teachers, false), teachersRead],
    ['UTF-16 without its mark', utf16(teachers, true, false), teachersRead],
    ['decomposed letters from a Mac', utf8(decomposed(teachers)), teachersRead],
    ['tabs between the cells', utf8(teachers.replaceAll(';', '\t')), teachersRead],
    ['bars between the cells', utf8(teachers.replaceAll(';', '|')), teachersRead],
    [
      'commas between the cells',
      utf8('namn,enhet,omfattning\nÅsa Öberg,Lillåskolan,"12,5"\nPär Ek,Ängskolan,20'),
      teachersRead,
    ],
    ['line feeds only', utf8(teachers.replaceAll('\r\n', '\n')), teachersRead],
    ['carriage returns only, from an old Mac', utf8(teachers.replaceAll('\r\n', '\r')), teachersRead],
    ['a line end after the last row', utf8(`${teachers}\r\n`), teachersRead],
    ['the end mark of DOS', utf8(`${teachers}\r\n\u001a`), teachersRead],
    [
      'the first line sep=; of Excel',
      withMark(`sep=;\r\n${teachers}`),
      [teachersRead[0] ?? '', '3: Åsa Öberg|Lillåskolan|12,5', '4: Pär Ek|Ängskolan|20'],
    ],
    ['sep=, that outdoes the look of the file', utf8('sep=,\na;b,c\n1;2,3'), ['a;b|c', '3: 1;2|3']],
    [
      'commas in every cell of a semicolon file',
      utf8('namn;andel\nEk, Bo;12,5\nÅs, Eva;13,5'),
      ['namn|andel', '2: Ek, Bo|12,5', '3: Ås, Eva|13,5'],
    ],
    [
      'more decimal commas than semicolons',
      utf8('Andel, procent;Medel, poäng\n12,5;13,5\n14,5;15,5'),
      ['Andel, procent|Medel, poäng', '2: 12,5|13,5', '3: 14,5|15,5'],
    ],
    [
      'delimiters inside quotes',
      utf8('namn;enhet\n"Ek; Bo";"Skolan ""Ängen"""\nEva;Ås'),
      ['namn|enhet', '2: Ek; Bo|Skolan "Ängen"', '3: Eva|Ås'],
    ],
    [
      'line breaks inside quotes',
      utf8('namn;uppdrag\r\n"Bo";"Leda\r\nnätverk"\r\nEva;Handleda'),
      ['namn|uppdrag', '2: Bo|Leda\nnätverk', '4: Eva|Handleda'],
    ],
    ['an inch mark inside a text', utf8('sak;antal\nSkärm 24";3'), ['sak|antal', '2: Skärm 24"|3']],
    ['spaces after a closing quote', utf8('a;b\n"x" ;y'), ['a|b', '2: x|y']],
    [
      'blank lines, and lines of delimiters only',
      utf8('\n\nnamn;enhet\n\nBo;Ås\n;\n  ;\nEva;Ek\n;\n'),
      ['namn|enhet', '5: Bo|Ås', '8: Eva|Ek'],
    ],
    [
      'invisible spaces around cells',
      utf8('\u200bnamn\u00a0; enhet \n\u2009Bo\u202f;\u00a0Ås\ufeff'),
      ['namn|enhet', '2: Bo|Ås'],
    ],
    [
      'a soft hyphen and a space inside a name',
      utf8('namn;enhet\nAnna\u00a0Bo;Ås'),
      ['namn|enhet', '2: Anna\u00a0Bo|Ås'],
    ],
    ['rows that end too early', utf8('a;b;c\n1\n1;2'), ['a|b|c', '2: 1||', '3: 1|2|']],
    ['empty columns at the end', utf8('a;b;;;\n1;2;;;\n3;4;;;'), ['a|b', '2: 1|2', '3: 3|4']],
    ['an empty column in the middle', utf8('a;;b\n1;;2'), ['a|b', '2: 1|2']],
    [
      'one column',
      utf8('skolenhetskod\n12345678\n87654321'),
      ['skolenhetskod', '2: 12345678', '3: 87654321'],
    ],
    ['one column of names with commas', utf8('namn\nEk, Bo\nÅs, Eva'), ['namn', '2: Ek, Bo', '3: Ås, Eva']],
    ['a header and nothing more', utf8('namn;enhet'), ['namn|enhet']],
    ['leading zeros', utf8('kommunkod;namn\n0126;Å'), ['kommunkod|namn', '2: 0126|Å']],
    ['text that looks like a formula', utf8('a;b\n=1+1;-x'), ['a|b', '2: =1+1|-x']],
    ['capitals in the header', utf8('Namn;ENHET\nBo;Ås'), ['Namn|ENHET', '2: Bo|Ås']],
    [
      'Polish and French names',
      utf8('namn;enhet\nMałgorzata Šimić;École'),
      ['namn|enhet', '2: Małgorzata Šimić|École'],
    ],
    [
      'names in Windows-1252',
      windows1252('namn;enhet\nSaša Nikšić'.replace('ć', 'c')),
      ['namn|enhet', '2: Saša Nikšic|'],
    ],
    [
      'the letter Ã in a Portuguese name',
      utf8('namn;enhet\nJOÃO ÃLVARES;Ås'),
      ['namn|enhet', '2: JOÃO ÃLVARES|Ås'],
    ],
    ['quotes around everything', utf8('"namn";"enhet"\n"Bo";"Ås"'), ['namn|enhet', '2: Bo|Ås']],
    ['an empty quoted cell', utf8('a;b\n"";x\ny;""'), ['a|b', '2: |x', '3: y|']],
    ['an emoji', utf8('namn;enhet\nBo 🎓;Ås'), ['namn|enhet', '2: Bo 🎓|Ås']],
  ])('%s', async (_, bytes, table) => {
    expect(await shown(bytes)).toEqual(table);
  });

  const preamble =
    'Valt läsår: 2024/25\nUttag: 2026-04-21, kl. 10.15\n\nSkol_enhets-kod;Skola;Andel\n12345678;Ås;12,5\n';

  it('finds the header below a preamble when it knows what to look for', async () => {
    const options = { expect: ['skolenhetskod', 'andel'] };
    expect(await shown(utf8(preamble), options)).toEqual([
      'Skol_enhets-kod|Skola|Andel',
      '5: 12345678|Ås|12,5',
    ]);
    expect(await remarksOn(utf8(preamble), options)).toEqual([
      'Rad 1–3 hoppades över, eftersom rubrikerna står på rad 4.',
    ]);
  });

  it('takes the first row for the header when no expected name is found', async () => {
    expect(await shown(utf8(teachers), { expect: ['betyg'] })).toEqual(teachersRead);
  });

  it('says when it had to read the file as Windows-1252', async () => {
    expect(await remarksOn(windows1252(teachers))).toEqual([
      'Filen är inte sparad som UTF-8. Den lästes som Windows-1252. Kontrollera att å, ä och ö ser rätt ut.',
    ]);
    expect(await remarksOn(utf8(teachers))).toEqual([]);
  });
});

describe('a CSV file that cannot be read says what to do', () => {
  const wide = Array.from({ length: 201 }, (_, index) => `k${index}`).join(';');
  it.each<[string, Uint8Array, string]>([
    ['an empty file', utf8(''), 'Filen är tom. Kontrollera att du har valt rätt fil.'],
    ['only blank lines', utf8('\n;;\n'), 'Filen är tom. Kontrollera att du har valt rätt fil.'],
    [
      'letters encoded twice',
      encodedTwice(teachers),
      "Rad 2, kolumnen namn: tecknen å, ä och ö har blivit fel (här står 'Ã…'). Hämta filen på nytt och spara den som CSV UTF-8 i Excel.",
    ],
    [
      'letters encoded twice in the header',
      encodedTwice('år;b\n1;2'),
      'Rad 1, kolumnen A: tecknen å, ä och ö har blivit fel',
    ],
    [
      'letters already lost',
      utf8('namn;enhet\nBo;L\ufffdngen'),
      "Rad 2, kolumnen enhet: tecknen å, ä och ö har blivit fel (här står '\ufffd')",
    ],
    [
      'letters of DOS',
      new Uint8Array([...utf8('namn;enhet\nBo;sm'), 0x86, ...utf8('land')]),
      'tecknen å, ä och ö har blivit fel',
    ],
    [
      'letters of an old Mac',
      new Uint8Array([...utf8('namn;enhet\nBo;sm'), 0x8c, ...utf8('land')]),
      'tecknen å, ä och ö har blivit fel',
    ],
    [
      'a quote that never closes',
      utf8('a;b\n1;2\n"x;3\n4;5'),
      'Rad 3: ett citattecken (") öppnas men stängs aldrig.',
    ],
    [
      'text after a closing quote',
      utf8('a;b\n"Bo" Ek;2'),
      'Rad 2: det står text direkt efter ett avslutande citattecken',
    ],
    ['too many cells', utf8('a;b\n1;2\n1;2;3'), 'Rad 3: raden har 3 celler men rubrikraden har 2.'],
    ['the same header twice', utf8('namn;betyg;Betyg\nBo;A;B'), 'Rad 1: rubriken Betyg finns två gånger.'],
    [
      'content below an empty header',
      utf8('a;;b\n1;;2\n1;x;2'),
      'Kolumn B saknar rubrik men har innehåll på rad 3.',
    ],
    ['more than 200 columns', utf8(`${wide}\n1`), 'Rad 1: raden har fler än 200 kolumner.'],
    [
      'a cell longer than Excel can hold',
      utf8(`a;b\n1;${'x'.repeat(32_768)}`),
      'Rad 2: cellen i kolumnen B har fler än 32 767 tecken.'.replace(' 767', '\u202f767'),
    ],
    [
      'a broken UTF-16 file',
      new Uint8Array([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]),
      'Filens teckenkodning (UTF-16) är skadad.',
    ],
  ])('%s', async (_, bytes, text) => {
    expect((await shown(bytes))[0]).toContain(text);
  });

  it('tells of twenty problems and how many more there are', async () => {
    const rows = Array.from({ length: 50 }, () => '1;2;3').join('\n');
    const problems = await shown(utf8(`a;b\n${rows}`));
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toBe(
      'Filen har 30 fel till av samma slag. Rätta felen ovan och läs in filen igen.',
    );
  });
});

describe('a file that is no table is known by its content and not by its name', () => {
  const start = (...bytes: number[]) => new Uint8Array([...bytes, ...new Uint8Array(64)]);
  it.each<[string, Uint8Array, string]>([
    [
      'an .xls',
      start(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
      'Filen är sparad i ett äldre Excelformat (.xls).',
    ],
    [
      'a workbook with a password',
      new Uint8Array([
        ...start(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
        ...utf16('EncryptedPackage', true, false),
      ]),
      'Filen är skyddad med lösenord.',
    ],
    ['a PDF', utf8('%PDF-1.7 …'), 'Filen är en PDF.'],
    ['a PNG', start(0x89, 0x50, 0x4e, 0x47), 'Filen är en bild.'],
    ['a JPEG', start(0xff, 0xd8, 0xff, 0xe0), 'Filen är en bild.'],
    [
      'a web page called .xls',
      utf8('<html><table><tr><td>1</td></tr></table></html>'),
      'Filen är en webbsida',
    ],
    [
      'an XML spreadsheet from 2003',
      utf8('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
      'Filen är en webbsida',
    ],
    ['other XML', utf8('<?xml version="1.0"?><data/>'), 'Filen är en XML-fil och inte en tabell.'],
    ['rich text', utf8('{\\rtf1 hej}'), 'Filen är ett textdokument (RTF).'],
    ['gzip', start(0x1f, 0x8b), 'Filen är komprimerad.'],
    [
      'an .ods',
      packed({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<a/>' }),
      'Filen är sparad i OpenDocument-format (.ods).',
    ],
    ['a zip of CSV files', packed({ 'a.csv': 'a;b' }), 'Filen är ett zip-arkiv.'],
    ['an Apple Numbers file', packed({ 'Index/Document.iwa': 'x' }), 'Filen går inte att läsa som tabell.'],
    [
      'a .docx',
      packed({
        '[Content_Types].xml': '<Types/>',
        '_rels/.rels':
          '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>',
      }),
      'Filen är ett Word- eller PowerPoint-dokument.',
    ],
    [
      'an .xlsb',
      packed({
        '[Content_Types].xml': '<Types/>',
        '_rels/.rels':
          '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>',
      }),
      'Filen är en binär arbetsbok (.xlsb).',
    ],
    [
      'random bytes',
      new Uint8Array(Array.from({ length: 256 }, (_, byte) => byte)),
      'Filen går inte att läsa som tabell.',
    ],
    ['a zip cut short', packed({ 'a.csv': 'a;b' }).slice(0, 40), 'Filen är skadad.'],
  ])('%s', async (_, bytes, text) => {
    expect((await shown(bytes))[0]).toContain(text);
  });
});

const cell = (reference: string, value: string, attributes = '') =>
  `<c r="${reference}"${attributes}><v>${value}</v></c>`;
const header = textRow(1, 'a', 'b');

describe('a workbook is read as a person sees it', () => {
  it.each<[string, Uint8Array, string[]]>([
    [
      'shared strings, with formatting inside and without reading aids',
      sheetOf(`<row r="1">${cell('A1', '0', ' t="s"')}</row><row r="2">${cell('A2', '1', ' t="s"')}</row>`, {
        sharedStrings:
          '<si><t>namn</t></si><si><r><t xml:space="preserve">Åsa </t></r><r><t>Ek</t></r><rPh><t>X</t></rPh></si>',
      }),
      ['namn', '2: Åsa Ek'],
    ],
    ['texts in the cells', sheetOf(textRow(1, 'namn') + textRow(2, 'Åsa & Bo')), ['namn', '2: Åsa & Bo']],
    [
      'whole numbers and fractions without binary noise',
      sheetOf(
        `${header}<row r="2">${cell('A2', '12')}${cell('B2', '0.30000000000000004')}</row><row r="3">${cell('A3', '-3.2')}${cell('B3', '12.50')}</row>`,
      ),
      ['a|b', '2: 12|0,3', '3: -3,2|12,5'],
    ],
    [
      'very small, very large and long numbers',
      sheetOf(
        `${header}<row r="2">${cell('A2', '1.5E-7')}${cell('B2', '1.98001011234E+11')}</row><row r="3">${cell('A3', '-0')}${cell('B3', '1E+21')}</row>`,
      ),
      ['a|b', '2: 0,00000015|198001011234', '3: 0|1000000000000000000000'],
    ],
    [
      'dates, times and both',
      sheetOf(
        `${header}<row r="2">${cell('A2', '46349', ' s="1"')}${cell('B2', '46349.4375', ' s="2"')}</row><row r="3">${cell('A3', '0.4375', ' s="3"')}${cell('B3', '1.5', ' s="4"')}</row>`,
        {
          formats: [0, 14, 'yyyy-mm-dd hh:mm', 20, '[h]:mm'],
        },
      ),
      ['a|b', '2: 2026-11-23|2026-11-23 10:30', '3: 10:30|36:00'],
    ],
    [
      'dates with words, colours and quoted text in the format',
      sheetOf(`${header}<row r="2">${cell('A2', '46349', ' s="1"')}${cell('B2', '46349', ' s="2"')}</row>`, {
        formats: [0, '[$-41D]d mmmm yyyy;@', '[Red]"dag" 0'],
      }),
      ['a|b', '2: 2026-11-23|46349'],
    ],
    [
      'days around the leap day of 1900 that never was',
      sheetOf(
        `${header}<row r="2">${cell('A2', '59', ' s="1"')}${cell('B2', '60', ' s="1"')}</row><row r="3">${cell('A3', '61', ' s="1"')}${cell('B3', '1', ' s="1"')}</row>`,
        { formats: [0, 14] },
      ),
      ['a|b', '2: 1900-02-28|1900-02-29', '3: 1900-03-01|1900-01-01'],
    ],
    [
      'dates counted from 1904',
      sheetOf(`${header}<row r="2">${cell('A2', '44887', ' s="1"')}${cell('B2', '0', ' s="1"')}</row>`, {
        formats: [0, 14],
        date1904: true,
      }),
      ['a|b', '2: 2026-11-23|1904-01-01'],
    ],
    [
      'dates stored as text of ISO 8601',
      sheetOf(
        `${header}<row r="2">${cell('A2', '2026-11-23T00:00:00', ' t="d"')}${cell('B2', '2026-11-23', ' t="d"')}</row>`,
      ),
      ['a|b', '2: 2026-11-23|2026-11-23'],
    ],
    [
      'percentages and codes with leading zeros',
      sheetOf(
        `${header}<row r="2">${cell('A2', '0.2', ' s="1"')}${cell('B2', '126', ' s="2"')}</row><row r="3">${cell('A3', '0.07', ' s="1"')}${cell('B3', '0.125', ' s="3"')}</row>`,
        {
          formats: [0, 9, '0000', '0.0%'],
        },
      ),
      ['a|b', '2: 20 %|0126', '3: 7 %|12,5 %'],
    ],
    [
      'truth values and formula results',
      sheetOf(
        `${header}<row r="2">${cell('A2', '1', ' t="b"')}<c r="B2" t="str"><f>A1&amp;"x"</f><v>ax</v></c></row>`,
      ),
      ['a|b', '2: SANT|ax'],
    ],
    [
      'a formula that gives an empty text',
      sheetOf(`${header}<row r="2">${cell('A2', '1')}<c r="B2" t="str"><f>""</f><v></v></c></row>`),
      ['a|b', '2: 1|'],
    ],
    [
      'gaps between cells and rows',
      sheetOf(`${header}<row r="5">${cell('B5', '2')}</row>`),
      ['a|b', '5: |2'],
    ],
    [
      'rows and cells without references',
      sheetOf(
        '<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c></row><row><c><v>1</v></c><c><v>2</v></c></row>',
      ),
      ['a|b', '2: 1|2'],
    ],
    ['hidden rows', sheetOf(`${header}<row r="2" hidden="1">${cell('A2', '1')}</row>`), ['a|b', '2: 1|']],
    [
      'merged cells, with their value in the first',
      sheetOf(`${header}<row r="2">${cell('A2', '1')}<c r="B2"/></row>`, { parts: {} }),
      ['a|b', '2: 1|'],
    ],
    [
      'characters that XML cannot hold',
      sheetOf(`${header}<row r="2"><c r="A2" t="inlineStr"><is><t>rad 1_x000D_\nrad 2</t></is></c></row>`),
      ['a|b', '2: rad 1\nrad 2|'],
    ],
    [
      'the strict form of the standard',
      sheetOf(header + textRow(2, 'x', 'y'), { strict: true }),
      ['a|b', '2: x|y'],
    ],
    [
      'names with a prefix',
      packed({
        ...workbookParts({ sheets: [{ name: 'Blad1', rows: '' }] }),
        'xl/worksheets/sheet1.xml':
          '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:v>a</x:v></x:c></x:row><x:row r="2"><x:c r="A2"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>',
      }),
      ['a', '2: 7'],
    ],
    ['decomposed letters', sheetOf(header + textRow(2, decomposed('Åsa'), 'Ö')), ['a|b', '2: Åsa|Ö']],
    [
      'thousands of styled empty cells at the right',
      sheetOf(
        `<row r="1"><c r="A1" t="str"><v>a</v></c><c r="XFD1" s="0"/></row><row r="2">${cell('A2', '1')}</row>`,
      ),
      ['a', '2: 1'],
    ],
  ])('%s', async (_, bytes, table) => {
    expect(await shown(bytes)).toEqual(table);
  });

  it('reads the first sheet with content and says which it was', async () => {
    const bytes = workbook({
      sheets: [
        { name: 'Dolda listor', rows: textRow(1, 'lista'), state: 'hidden' },
        { name: 'Tom', rows: '' },
        { name: 'Tjänster & uppdrag', rows: header + textRow(2, 'x', 'y') },
      ],
    });
    expect(await shown(bytes)).toEqual(['a|b', '2: x|y']);
    expect(await remarksOn(bytes)).toEqual([
      'Filen har flera flikar. Uppgifterna lästes från fliken Tjänster & uppdrag.',
    ]);
  });

  it('passes a sheet of instructions when a later sheet has the expected header', async () => {
    const bytes = workbook({
      sheets: [
        { name: 'Läs mig', rows: textRow(1, 'Fyll i nästa flik') },
        {
          name: 'Data',
          rows: textRow(1, 'Tjänster 2026') + textRow(3, 'Namn', 'Enhet') + textRow(4, 'Bo', 'Ås'),
        },
      ],
    });
    expect(await shown(bytes, { expect: ['namn', 'enhet'] })).toEqual(['Namn|Enhet', '4: Bo|Ås']);
    expect(await shown(bytes)).toEqual(['Fyll i nästa flik']);
  });

  it('says that it uses the calculated values of formulas', async () => {
    const bytes = sheetOf(`${header}<row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>`);
    expect(await remarksOn(bytes)).toEqual(['Filen har formler. De uträknade värdena används.']);
  });
});

describe('a workbook that cannot be read says what to do', () => {
  const parts = workbookParts({ sheets: [{ name: 'Blad1', rows: header }] });
  const replaced = (changes: Record<string, string>) => packed({ ...parts, ...changes });
  it.each<[string, Uint8Array, string]>([
    [
      'an error value',
      sheetOf(`${header}<row r="4">${cell('B4', '#REF!', ' t="e"')}</row>`),
      'Rad 4: cellen i kolumnen b visar felet #REFERENS!.',
    ],
    [
      'an error value nobody knows',
      sheetOf(`${header}<row r="2">${cell('A2', 'constructor', ' t="e"')}</row>`),
      'Rad 2: cellen i kolumnen a visar felet constructor.',
    ],
    [
      'a formula never calculated',
      sheetOf(`${header}<row r="2"><c r="A2"><f>B2</f></c></row>`),
      'Rad 2: formeln i kolumnen a har inget uträknat värde.',
    ],
    [
      'letters gone wrong',
      sheetOf(header + textRow(2, 'Sjöberg', 'LillÃ¥n')),
      "Rad 2, kolumnen b: tecknen å, ä och ö har blivit fel (här står 'Ã¥')",
    ],
    ['no content', sheetOf('<row r="1"><c r="A1"/></row>'), 'Arbetsboken har inga ifyllda celler.'],
    [
      'content in column 201',
      sheetOf(`<row r="1">${cell('GS1', '1')}</row>`),
      'Rad 1: raden har fler än 200 kolumner.',
    ],
    [
      'a document type',
      replaced({
        'xl/worksheets/sheet1.xml': '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
      }),
      'Filen har ett innehåll som av säkerhetsskäl inte läses.',
    ],
    ['an unknown entity', replaced({ 'xl/worksheets/sheet1.xml': '<a>&x;</a>' }), 'Filen är skadad.'],
    [
      'XML cut short',
      replaced({ 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row>' }),
      'Filen är skadad.',
    ],
    [
      'a shared string that is not there',
      sheetOf(`<row r="1">${cell('A1', '5', ' t="s"')}</row>`),
      'Filen är skadad.',
    ],
    ['a row far outside any sheet', sheetOf('<row r="99999999"><c><v>1</v></c></row>'), 'Filen är skadad.'],
    ['no workbook', packed({ '[Content_Types].xml': '<Types/>' }), 'Filen är skadad.'],
  ])('%s', async (_, bytes, text) => {
    expect((await shown(bytes))[0]).toContain(text);
  });
});
