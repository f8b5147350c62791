import fc from 'fast-check';
import {
  encodedTwice,
  sheetOf,
  textRow,
  utf8,
  utf16,
  windows1252,
  withMark,
} from '#app/exchange/spreadsheets/made-files.ts';
import { type DeliveryKind, deliveryKinds } from '#app/results/kind.ts';
import { testPupils } from './world.ts';

/**
 * Files made at random for the reading to meet: shaped like results and wrong in some cell, row or header; and good files with damaged
 * bytes. The world is that of `world.ts`.
 */

const numbers = testPupils(40);
const oneOf = fc.constantFrom;
const hostile = oneOf(
  '',
  '"',
  ';',
  '=1+1',
  '\u0000',
  '\ufeff',
  '_x000D_',
  '#REF!',
  '1e999',
  'constructor',
  '__proto__',
  'ÅÄÖ',
  '🙂',
  ' '.repeat(300),
  '٣',
  '-',
  '0',
  '99',
  'NaN',
);

/** What may stand in a column, right and wrong. */
const wild = {
  pupil: fc.oneof(
    oneOf(...numbers),
    oneOf(...numbers.map(pnr => `${pnr.slice(2, 8)}-${pnr.slice(8)}`)),
    oneOf('20110314TF20', '2,01101E+11', '201113402384'),
  ),
  unit: oneOf(
    '99000001',
    '99000001',
    '99000001',
    '99000002',
    '99000003',
    '9900001',
    '41234567',
    '99000004',
    '99000005',
  ),
  subject: oneOf('MA', 'SV', 'SVA', 'Engelska', 'ML', 'M2FRA', 'Matematik (MA)', 'Slöjd', 'x'),
  grade: oneOf('A', 'B', 'C', 'D', 'E', 'F', 'a', '-', '99', 'deltog inte', 'G', '', '17,5'),
  part: oneOf('A', 'B1', 'läsa', '', 'Ö'),
  result: oneOf('uppnått', 'ej uppnått', 'ja', 'nej', '', '12', 'deltog inte'),
  level: oneOf('9', 'Åk 9', '6', '3', '', 'F-klass'),
  course: oneOf('MATMAT01b', 'ENGENG05', 'GYARNA', 'SFIKURC', 'C', '2D', 'GRNMAT2', 'x', ''),
  language: oneOf('ARA', 'finska', 'klingonska', ''),
  more: oneOf('1', '0', 'ja', 'nej', 'HT2024', 'VT', '9A', 'flicka', 'P', '232,5', 'Namn Namnsson', ''),
};
type Sort = keyof typeof wild;

/** What a school would write; '#' becomes a pupil of the row's own, and '@' the unit. */
const tame: Readonly<Record<Sort, fc.Arbitrary<string>>> = {
  pupil: fc.constant('#'),
  unit: fc.constant('@'),
  subject: oneOf('MA', 'SV', 'SVA', 'Engelska'),
  grade: oneOf('A', 'B', 'C', 'D', 'E', 'F', 'deltog inte'),
  part: oneOf('A', 'B1', 'läsa'),
  result: oneOf('uppnått', 'ej uppnått', 'deltog inte'),
  level: oneOf('9', '8', '7'),
  course: oneOf('MATMAT01b', 'ENGENG05'),
  language: oneOf('ARA', 'finska'),
  more: fc.constant(''),
};

/** Headers with what stands under them. */
const columns: readonly (readonly [name: string, sort: Sort])[] = [
  ['Personnummer', 'pupil'],
  ['pnr', 'pupil'],
  ['Skolenhetskod', 'unit'],
  ['Ämne', 'subject'],
  ['Betyg', 'grade'],
  ['Provbetyg', 'grade'],
  ['Delprov', 'part'],
  ['Resultat', 'result'],
  ['Årskurs', 'level'],
  ['Kurskod', 'course'],
  ['Språkkod', 'language'],
  ['Termin', 'more'],
  ['Kön', 'more'],
  ['Klass', 'more'],
  ['Lärare', 'more'],
  ['Sekretess', 'more'],
  ['Deltog', 'more'],
  ['Meritvärde', 'more'],
  ['Namn', 'more'],
  ['MA', 'grade'],
  ['SV', 'grade'],
  ['Delprov A', 'result'],
  ['MA_B1', 'result'],
  ['', 'more'],
];

/** A cell that is wrong once in so many thousand. */
const cellOf = (sort: Sort, wrong: number): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 1000 - wrong, arbitrary: tame[sort] },
    {
      weight: wrong,
      arbitrary: fc.oneof(
        { weight: 10, arbitrary: wild[sort] as fc.Arbitrary<string> },
        { weight: 1, arbitrary: hostile },
      ),
    },
  );

/** Kinds with headers that they can be read by, and a unit that has them. Columns by their place above. */
const shapes: readonly {
  readonly kind: DeliveryKind;
  readonly must: readonly number[];
  readonly unit: string;
}[] = [
  { kind: 'np_ak9', must: [0, 2, 3, 5], unit: '99000001' },
  { kind: 'np_ak9', must: [0, 2, 3, 6, 7, 5], unit: '99000002' },
  { kind: 'np_ak9', must: [0, 2, 19, 20], unit: '99000001' },
  { kind: 'slutbetyg', must: [0, 2, 3, 4], unit: '99000002' },
  { kind: 'slutbetyg', must: [1, 2, 19, 20], unit: '99000001' },
  { kind: 'betyg_termin', must: [1, 2, 3, 4, 8], unit: '99000001' },
  { kind: 'kursbetyg', must: [0, 2, 9, 4], unit: '99000004' },
  { kind: 'komvux', must: [0, 2, 9, 4], unit: '99000005' },
  { kind: 'np_ak3', must: [0, 2, 3, 7], unit: '99000001' },
  { kind: 'np_ak3', must: [0, 2, 3, 6, 7], unit: '99000001' },
  { kind: 'np_ak3', must: [0, 2, 22], unit: '99000001' },
  { kind: 'bedomningsstod_ak1', must: [0, 2, 3, 21], unit: '99000001' },
  { kind: 'modersmal', must: [0, 2, 8, 10, 4], unit: '99000001' },
];
const anyHeader = fc.record({
  kind: oneOf(...deliveryKinds),
  places: fc.uniqueArray(fc.nat(columns.length - 1), { minLength: 1, maxLength: 10 }),
  unit: fc.constant('99000001'),
});
const fittingHeader = fc
  .tuple(oneOf(...shapes), fc.subarray([12, 13, 14, 15, 18]))
  .map(([{ kind, must, unit }, more]) => ({ kind, unit, places: [...must, ...more] }));
const headers = fc.oneof({ weight: 4, arbitrary: fittingHeader }, { weight: 1, arbitrary: anyHeader });

type RowsOfKind = { readonly kind: DeliveryKind; readonly rows: string[][] };

const table: fc.Arbitrary<RowsOfKind> = fc
  .tuple(headers, oneOf(0, 0, 3, 20, 300), fc.nat(40))
  .chain(([{ kind, unit, places }, wrong, count]) => {
    const named = places.map(at => columns[at] ?? (['', 'more'] as const));
    return fc
      .tuple(
        fc.array(oneOf('Exporterad 2025-06-18', '', 'Ämne;Matematik', 'Personnummer'), { maxLength: 2 }),
        fc.array(fc.tuple(...named.map(([, sort]) => cellOf(sort, wrong))), {
          minLength: count,
          maxLength: count,
        }),
        wrong === 0
          ? fc.constant([])
          : fc.array(oneOf(['Summa', '12'], [''], ['x', 'y', 'z']), { maxLength: 2 }),
      )
      .map(([before, rows, after]) => ({
        kind,
        rows: [
          ...before.map(text => [text]),
          named.map(([name]) => name),
          ...rows.map((cells, at) =>
            cells.map(cell => (cell === '#' ? (numbers[at] ?? '') : cell === '@' ? unit : cell)),
          ),
          ...after.map(cells => [...cells]),
        ],
      }));
  });

const quoted = (cell: string): string => (/[";\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const csvOf = (rows: readonly (readonly string[])[], separator: string, end: string): string =>
  rows.map(cells => cells.map(quoted).join(separator)).join(end);
const xmlText = (text: string): string => text.replace(/[^\t\n\r -\ud7ff\ue000-\ufffd]/g, '');

type FileOfKind = { readonly kind: DeliveryKind; readonly bytes: Uint8Array };

const dressed = (
  rows: readonly (readonly string[])[],
  separator: string,
  end: string,
  clothes: number,
): Uint8Array => {
  const text = csvOf(rows, separator, end);
  switch (clothes) {
    case 0:
      return withMark(text);
    case 1:
      return windows1252(text.replace(/[^\n\r\t -~åäöÅÄÖ;]/g, ''));
    case 2:
      return utf16(text, true);
    case 3:
      return encodedTwice(text);
    case 4:
      return utf8(text.normalize('NFD'));
    case 5:
      return sheetOf(rows.map((cells, at) => textRow(at + 1, ...cells.slice(0, 26).map(xmlText))).join(''));
    default:
      return utf8(text);
  }
};

const shaped: fc.Arbitrary<FileOfKind> = fc
  .tuple(table, oneOf(';', ';', '\t', ','), oneOf('\n', '\r\n', '\r'), fc.nat(9))
  .map(([{ kind, rows }, separator, end, clothes]) => ({
    kind,
    bytes: dressed(rows, separator, end, clothes),
  }));

const damaged: fc.Arbitrary<FileOfKind> = fc
  .tuple(shaped, fc.array(fc.tuple(fc.nat(5000), fc.nat(255), fc.nat(2)), { minLength: 1, maxLength: 6 }))
  .map(([{ kind, bytes: whole }, changes]) => {
    let bytes = whole.slice();
    for (const [place, byte, change] of changes) {
      if (bytes.length === 0) break;
      const at = place % bytes.length;
      if (change === 0) bytes = bytes.slice(0, at);
      else if (change === 1) bytes = new Uint8Array([...bytes.subarray(0, at), byte, ...bytes.subarray(at)]);
      else bytes[at] = byte;
    }
    return { kind, bytes };
  });

const noise: fc.Arbitrary<FileOfKind> = fc.record({
  kind: oneOf(...deliveryKinds),
  bytes: fc.uint8Array({ maxLength: 400 }),
});

/** A file, and how it is said to be read. */
export const anyFile = fc.record({
  file: fc.oneof(
    { weight: 5, arbitrary: shaped },
    { weight: 2, arbitrary: damaged },
    { weight: 1, arbitrary: noise },
  ),
  semester: oneOf('HT' as const, 'VT' as const),
  encoding: oneOf(
    null,
    null,
    null,
    null,
    null,
    null,
    'utf-8' as const,
    'windows-1252' as const,
    'macintosh' as const,
  ),
  /** Read beside an earlier result or the tests, where the kind can have them. */
  isLinked: fc.boolean(),
});
