import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packed, sheetOf, textRow, utf8, utf16, windows1252, withMark, workbookParts } from './made-files.ts';
import { readTable } from './read-table.ts';

/** Set FUZZ_FILES for a longer search. */
const files = Number(process.env.FUZZ_FILES ?? 2400);
const slowest = 2000;

const csv = 'namn;enhet;andel\r\n"Ek; ""Bo""";Lillåskolan;12,5\r\nÅsa;"Rad 1\nrad 2";20 %\r\n';
const sheet = sheetOf(
  `${textRow(1, 'namn', 'andel')}<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><f>1/5</f><v>0.2</v></c></row>`,
  { sharedStrings: '<si><t>Åsa Öberg</t></si>', formats: [0, 9] },
);
const seeds = [utf8(csv), withMark(csv), windows1252(csv), utf16(csv, true), sheet];

const changedBytes = fc
  .tuple(
    fc.constantFrom(...seeds),
    fc.array(fc.tuple(fc.nat(5000), fc.nat(255), fc.nat(3)), { maxLength: 12 }),
  )
  .map(([seed, changes]) => {
    let bytes = seed.slice();
    for (const [place, byte, kind] of changes) {
      const at = place % Math.max(1, bytes.length);
      if (kind === 0) bytes = bytes.slice(0, Math.max(1, at));
      else if (kind === 1) bytes = new Uint8Array([...bytes.subarray(0, at), byte, ...bytes.subarray(at)]);
      else bytes[at] = byte;
    }
    return bytes;
  });

/** Whole packages with damaged XML inside, so that the search reaches beyond the checksums. */
const changedXml = fc
  .tuple(
    fc.constantFrom(
      'xl/worksheets/sheet1.xml',
      'xl/workbook.xml',
      'xl/sharedStrings.xml',
      'xl/styles.xml',
      'xl/_rels/workbook.xml.rels',
    ),
    fc.array(
      fc.tuple(
        fc.nat(2000),
        fc.constantFrom(
          '<',
          '>',
          '"',
          '/',
          '&',
          '<c>',
          '<v>',
          ' r="ZZZZ9"',
          ' t="s"',
          '-1',
          '9e99',
          '<row>',
          '\u0000',
          'å',
          '',
        ),
      ),
      { minLength: 1, maxLength: 5 },
    ),
  )
  .map(([name, changes]) => {
    const parts = workbookParts({
      sheets: [
        {
          name: 'Blad1',
          rows: `${textRow(1, 'a', 'b')}<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><v>46349</v></c></row>`,
        },
      ],
      sharedStrings: '<si><t>Åsa</t></si>',
      formats: [0, 'yyyy-mm-dd'],
    });
    let xml = parts[name] ?? '';
    for (const [place, insert] of changes) {
      const at = place % xml.length;
      xml = xml.slice(0, at) + insert + xml.slice(insert === '' ? at + 3 : at);
    }
    return packed({ ...parts, [name]: xml });
  });

const csvPieces = fc
  .array(
    fc.constantFrom(
      '"',
      ';',
      ',',
      '\t',
      '|',
      '\n',
      '\r',
      '\r\n',
      'å',
      'a',
      '1,5',
      '""',
      ' ',
      '\u00a0',
      '\u0000',
      'sep=;\n',
      '=1',
      '\ufeff',
    ),
    { maxLength: 60 },
  )
  .map(pieces => utf8(pieces.join('')));

const anyBytes = fc.uint8Array({ maxLength: 2000 });

describe.each([
  ['bytes at random', anyBytes],
  ['CSV of hostile pieces', csvPieces],
  ['a good file with damaged bytes', changedBytes],
  ['a workbook with damaged XML', changedXml],
])('%s', (_, arbitrary) => {
  it('gives a sound table or a problem in words, soon, and never an exception', {
    timeout: 600_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async bytes => {
        const started = performance.now();
        const outcome = await readTable(bytes, 'fil.csv', { expect: ['namn'] });
        expect(performance.now() - started).toBeLessThan(slowest);
        if (!outcome.ok) {
          expect(outcome.problems.length).toBeGreaterThan(0);
          expect(outcome.problems.every(problem => /^[A-ZÅÄÖ].*[.)]$/su.test(problem.text))).toBe(true);
          return;
        }
        const { header, rows } = outcome.value;
        expect(header.every(name => name !== '') && new Set(header).size === header.length).toBe(true);
        expect(rows.every(row => row.cells.length === header.length && row.line >= 1)).toBe(true);
      }),
      { numRuns: Math.ceil(files / 4) },
    );
  });
});
