import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compress, compressBytes, plain, problemOf, spec } from './compress.fixture.ts';
import { Compression } from './compress.ts';
import { StatisticsProblem } from './problem.ts';
import { compressText } from './sv.ts';

const header = 'skola,lasar,n,sum,sum_squares,sum_prior,sum_squares_prior,sum_product_prior';

const pupils = fc.array(
  fc.record({
    skola: fc.constantFrom('2', '10', '1'),
    lasar: fc.constantFrom('2019', '2020'),
    z: fc.oneof(
      fc.integer({ min: -40_000, max: 40_000 }).map(one => (one / 10_000).toFixed(4)),
      fc.double({ min: -5, max: 5, noNaN: true }).map(String),
      fc.double({ min: -1e30, max: 1e30, noNaN: true }).map(String),
    ),
    prior: fc.integer({ min: -3000, max: 3000 }).map(one => String(one / 1000)),
  }),
  { minLength: 1, maxLength: 60 },
);

const csv = (rows: readonly Readonly<Record<string, string>>[], delimiter = ',', end = '\n'): string =>
  [
    ['elev', 'skola', 'lasar', 'prior', 'kon', 'z'],
    ...rows.map((row, at) => [at, row.skola, row.lasar, row.prior, 1, row.z]),
  ]
    .map(row => row.join(delimiter) + end)
    .join('');

describe('compressing pupils to cells', () => {
  it('counts and sums, sorted by the keys', () => {
    const rows = [
      { skola: '10', lasar: '2020', z: '1', prior: '2' },
      { skola: '2', lasar: '2020', z: '0.5', prior: '-1' },
      { skola: '10', lasar: '2020', z: '-0.25', prior: '4' },
      { skola: '2', lasar: '2019', z: '3', prior: '0' },
    ];
    expect(compress(csv(rows))).toBe(
      `${header}\n2,2019,1,3,9,0,0,0\n2,2020,1,0.5,0.25,-1,1,-0.5\n10,2020,2,0.75,1.0625,6,20,1\n`,
    );
  });

  it('gives the same bytes for the same rows in any order, in any pieces', () => {
    fc.assert(
      fc.property(pupils, fc.integer({ min: 1, max: 300 }), (rows, piece) => {
        const whole = compress(csv(rows));
        expect(compress(csv(rows.toReversed()))).toBe(whole);
        expect(compress(csv(rows.toSorted((a, b) => (a.z < b.z ? -1 : 1))))).toBe(whole);
        expect(compress(csv(rows), spec, piece)).toBe(whole);
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same bytes however the table is written', () => {
    fc.assert(
      fc.property(pupils, rows => {
        const whole = compress(csv(rows));
        expect(compress(csv(rows, ',', '\r\n'))).toBe(whole);
        expect(compress(csv(rows, '\t'))).toBe(whole);
        expect(compress(csv(rows, ';'))).toBe(whole);
        expect(compress(`\ufeff${csv(rows)}`)).toBe(whole);
        expect(compress(csv(rows).trimEnd())).toBe(whole);
        expect(compress(csv(rows, ',', '\r\n').trimEnd())).toBe(whole);
        const quoted = rows.map(row => ({ ...row, skola: `"${row.skola}"`, z: `"${row.z}"` }));
        expect(compress(csv(quoted, ',', '\r\n'))).toBe(whole);
        const spaced = rows.map(row => ({ ...row, z: ` ${row.z} ` }));
        expect(compress(csv(spaced))).toBe(whole);
        const commas = rows.map(row => ({
          ...row,
          z: row.z.replace('.', ','),
          prior: row.prior.replace('.', ','),
        }));
        expect(compress(csv(commas, ';', '\r\n'))).toBe(whole);
      }),
      { numRuns: 100 },
    );
  });

  it('sums what a slow sum gives', () => {
    fc.assert(
      fc.property(pupils, rows => {
        const [, ...lines] = compress(csv(rows)).trim().split('\n');
        for (const line of lines) {
          const [skola, lasar, n, sum, squares, , , product] = line.split(',');
          const own = rows.filter(row => row.skola === skola && row.lasar === lasar);
          const z = own.map(row => Number(row.z));
          const size = z.reduce((all, one) => all + Math.abs(one), 0) + 1;
          expect(Number(n)).toBe(own.length);
          expect(Math.abs(Number(sum) - z.reduce((all, one) => all + one, 0)) / size).toBeLessThan(1e-14);
          const slow = z.reduce((all, one) => all + one * one, 0);
          expect(Math.abs(Number(squares) - slow)).toBeLessThanOrEqual(1e-14 * slow);
          const mixed = own.reduce((all, row) => all + Number(row.z) * Number(row.prior), 0);
          expect(Math.abs(Number(product) - mixed) / (3 * size)).toBeLessThan(1e-14);
        }
        expect(lines.reduce((all, line) => all + Number(line.split(',')[2]), 0)).toBe(rows.length);
      }),
      { numRuns: 200 },
    );
  });

  it('takes the keys in the order asked for, not the file’s', () => {
    expect(compress('b,a,z\n1,x,1\n2,x,1\n', { keys: ['a', 'b'], outcome: 'z', covariates: [] })).toBe(
      'a,b,n,sum,sum_squares\nx,1,1,1,1\nx,2,1,1,1\n',
    );
  });

  it('tells apart keys that would be the same when run together', () => {
    expect(compress('a,b,z\n1,23,1\n12,3,1\n', { keys: ['a', 'b'], outcome: 'z', covariates: [] })).toBe(
      'a,b,n,sum,sum_squares\n1,23,1,1,1\n12,3,1,1,1\n',
    );
  });

  it('reads text ids, quotation marks in them, and long ones', () => {
    const long = 'x'.repeat(1000);
    const text = `k,z\n"Ek, ""södra""",1\nÅsen,2\n${long},3\n"Åsen",4\n`;
    expect(compress(text, plain)).toBe(
      `k,n,sum,sum_squares\n"Ek, ""södra""",1,1,1\n${long},1,3,9\nÅsen,2,6,20\n`,
    );
  });

  it('reads Windows-1252', () => {
    const bytes = Uint8Array.from('k;z\r\nÅsen;1,5\r\n', letter => letter.charCodeAt(0));
    expect(compressBytes(bytes, plain)).toBe('k,n,sum,sum_squares\nÅsen,1,1.5,2.25\n');
  });

  it('sorts a key by size only where all its values are numbers', () => {
    expect(compress('k,z\n10,1\n9,1\n9A,1\n', plain)).toMatch(/\n10,.*\n9,.*\n9A,/);
    expect(compress('k,z\n10,1\n9,1\n-1,1\n', plain)).toMatch(/\n-1,.*\n9,.*\n10,/);
  });

  it('knows a name in quotation marks behind the mark that begins a file', () => {
    expect(compress('\ufeff"k",z\n1,2\n', plain)).toBe('k,n,sum,sum_squares\n1,1,2,4\n');
  });

  it('passes over empty lines', () => {
    expect(compress('k,z\n\n1,2\n\r\n\n', plain)).toBe('k,n,sum,sum_squares\n1,1,2,4\n');
  });

  it('does not lose small differences between large numbers', () => {
    const rows = Array.from({ length: 1000 }, (_, i) => `1,${1e8 + (i % 2)}`).join('\n');
    expect(compress(`k,z\n${rows}\n`, plain)).toContain(
      `1,1000,${1e11 + 500},${500 * 1e16 + 500 * (1e8 + 1) ** 2}`,
    );
  });

  it.each([
    [
      'a column that is not there',
      'skola,lasar,z\n1,2,3\n',
      { row: 1, column: 'prior' },
      compressText.noColumn(['skola', 'lasar', 'z']),
    ],
    [
      'a column that is there twice',
      'skola,lasar,z,prior,z\n1,2,3,4,5\n',
      { row: 1, column: 'z' },
      compressText.columnTwice,
    ],
    [
      'an empty number',
      'skola,lasar,z,prior\n1,2,3,4\n1,2,,4\n',
      { row: 3, column: 'z' },
      compressText.emptyNumber,
    ],
    [
      'what is not a number',
      'skola,lasar,z,prior\n1,2,NA,4\n',
      { row: 2, column: 'z' },
      compressText.notNumber('NA'),
    ],
    [
      'NaN by name',
      'skola,lasar,z,prior\n1,2,NaN,4\n',
      { row: 2, column: 'z' },
      compressText.notNumber('NaN'),
    ],
    [
      'a number without end',
      'skola,lasar,z,prior\n1,2,3,1e400\n',
      { row: 2, column: 'prior' },
      compressText.tooLarge,
    ],
    [
      'a number too large to be squared',
      'skola,lasar,z,prior\n1,2,1e200,1\n',
      { row: 2, column: 'z' },
      compressText.tooLarge,
    ],
    [
      'a decimal comma between commas',
      'skola,lasar,z,prior\n1,2,3,"4,5"\n',
      { row: 2, column: 'prior' },
      compressText.notNumber('4,5'),
    ],
    [
      'an empty key',
      'skola,lasar,z,prior\n1,2,3,4\n,2,3,4\n',
      { row: 3, column: 'skola' },
      compressText.emptyKey,
    ],
    [
      'an empty key in quotation marks',
      'skola,lasar,z,prior\n"",2,3,4\n',
      { row: 2, column: 'skola' },
      compressText.emptyKey,
    ],
    [
      'a key on two lines',
      'skola,lasar,z,prior\n"1\n2",2,3,4\n',
      { row: 2, column: 'skola' },
      compressText.brokenKey,
    ],
    [
      'a row with too few values',
      'skola,lasar,z,prior\n1,2,3,4\n1,2,3\n',
      { row: 3 },
      compressText.width(3, 4),
    ],
    ['a row with too many values', 'skola,lasar,z,prior\n1,2,3,4,5\n', { row: 2 }, compressText.width(5, 4)],
    [
      'text after a quotation mark',
      'skola,lasar,z,prior\n"1"2,2,3,4\n',
      { row: 2, column: 'skola' },
      compressText.afterQuote,
    ],
    [
      'a quotation mark that is never closed',
      'skola,lasar,z,prior\n1,2,3,"4\n1,2,3,4\n',
      { row: 2 },
      compressText.endlessRow,
    ],
    ['no rows', 'skola,lasar,z,prior\n', {}, compressText.noRows],
    ['nothing', '', { row: 1 }, compressText.noHeader],
    ['what is not text', 'PK\u0000\u0000\n', { row: 1 }, compressText.notText],
    [
      'a number far below 0',
      'skola,lasar,z,prior\n1,2,-1e101,1\n',
      { row: 2, column: 'z' },
      compressText.tooLarge,
    ],
    [
      'a number of spaces',
      'skola,lasar,z,prior\n1,2,  ,1\n',
      { row: 2, column: 'z' },
      compressText.emptyNumber,
    ],
    [
      'a sign alone, among spaces',
      'skola,lasar,z,prior\n1,2, - ,1\n',
      { row: 2, column: 'z' },
      compressText.notNumber('-'),
    ],
    [
      'an empty number before the end of a line',
      'skola;lasar;z;prior\r\n1;2;3;\r\n',
      { row: 2, column: 'prior' },
      compressText.emptyNumber,
    ],
    [
      'an empty key before the end of a line',
      'z;prior;lasar;skola\r\n1;2;3;\r\n',
      { row: 2, column: 'skola' },
      compressText.emptyKey,
    ],
    [
      'a number in quotation marks with text after it',
      'skola,lasar,z,prior\n1,2,"3"4,5\n',
      { row: 2, column: 'z' },
      compressText.afterQuote,
    ],
    [
      'a row after empty lines and a text on two lines, by its place among the rows',
      'skola,lasar,z,prior,t\n1,2,3,4,"a\nb"\n\n1,2,x,4,c\n',
      { row: 4, column: 'z' },
      compressText.notNumber('x'),
    ],
  ] as const)('refuses %s, and says where and why', (_, text, place, message) => {
    const problem = problemOf(text);
    expect(problem.place).toEqual(place);
    expect(problem.message).toBe(message);
  });

  it('refuses a specification that would give two columns one name', () => {
    const made = (keys: string[], covariates: string[]) => () =>
      new Compression({ keys, outcome: 'z', covariates });
    expect(made(['n'], [])).toThrow(new StatisticsProblem(compressText.namedTwice('n')));
    expect(made(['a', 'a'], [])).toThrow(new StatisticsProblem(compressText.namedTwice('a')));
    expect(made(['sum_squares_x'], ['x'])).toThrow(
      new StatisticsProblem(compressText.namedTwice('sum_squares_x')),
    );
  });

  it('says how many rows and cells there are', () => {
    const compression = new Compression(plain);
    const bytes = new TextEncoder().encode('k,z\n1,2\n1,3\n2,2\n');
    compression.take(bytes, bytes.length, true);
    expect([compression.rows, compression.cells]).toEqual([3, 2]);
  });

  it('keeps many cells apart', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `s${(i * 7919) % 5000},${i}`);
    const [, ...lines] = compress(`k,z\n${rows.join('\n')}\n`, plain)
      .trim()
      .split('\n');
    expect(lines.length).toBe(5000);
    expect(new Set(lines.map(line => line.split(',')[1]))).toEqual(new Set(['4']));
  });
});
