import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compress, plain, problemOf } from './compress.fixture.ts';
import { Compression, type CompressionSpec } from './compress.ts';
import { StatisticsProblem } from './problem.ts';
import { compressText } from './sv.ts';

describe('reading a table of pupils', () => {
  it('does not mind what it is not asked for', () => {
    const text = ' k ,x,x, z \n1,"a,\n""b""",,2\n1,c\r,"",3\r\n';
    expect(compress(text, plain)).toBe('k,n,sum,sum_squares\n1,2,5,13\n');
  });

  it('reads a number as the language does, however many digits it has', () => {
    const digits = fc.stringMatching(/^[0-9]{0,12}$/);
    const numbers = fc
      .tuple(fc.constantFrom('', '-', '+'), digits, fc.constantFrom('', '.'), digits)
      .map(parts => parts.join(''))
      .filter(text => /\d/.test(text));
    fc.assert(
      fc.property(numbers, fc.constantFrom('\n', '\r\n', ',0\n'), (text, end) => {
        const header = end.startsWith(',') ? 'k,z,t' : 'k,z';
        const [y, square] = [Number(text) + 0, Number(text) ** 2];
        expect(compress(`${header}\nA,${text}${end}`, plain)).toBe(
          `k,n,sum,sum_squares\nA,1,${y},${square}\n`,
        );
      }),
      { numRuns: 600 },
    );
  });

  it('takes the largest number whose square can be summed', () => {
    expect(compress('k,z\n1,1e100\n2,-1e100\n', plain)).toBe(
      `k,n,sum,sum_squares\n1,1,1e+100,${1e100 * 1e100}\n2,1,-1e+100,${1e100 * 1e100}\n`,
    );
  });

  it('makes one cell of everything when there are no keys, and then an empty line is an empty number', () => {
    const whole: CompressionSpec = { keys: [], outcome: 'z', covariates: [] };
    expect(compress('z\n1\n2\n', whole)).toBe('n,sum,sum_squares\n2,3,5\n');
    expect(problemOf('z\n1\n\n2\n', whole).place).toEqual({ row: 3, column: 'z' });
  });

  it('keeps keys of any length, and a carriage return inside one', () => {
    const two: CompressionSpec = { keys: ['k', 'l'], outcome: 'z', covariates: [] };
    for (const length of [127, 128, 129, 254, 255, 256, 257, 511, 512, 513]) {
      const [a, b] = ['a'.repeat(length), 'b'.repeat(length)];
      expect(compress(`k,l,z\n${a},${b},1\n${a},"${b}",2\n"${a}",${b},3\n`, two)).toBe(
        `k,l,n,sum,sum_squares\n${a},${b},3,6,14\n`,
      );
      expect(compress(`z,k,l\r\n1,${b},${a}\r\n2,"${b}","${a}"\r\n`, two)).toBe(
        `k,l,n,sum,sum_squares\n${b},${a},2,3,5\n`,
      );
    }
    expect(compress('k,z\na\rb,1\n', plain)).toBe('k,n,sum,sum_squares\n"a\rb",1,1,1\n');
    expect(compress('z,k\n1,a\rb\n', plain)).toBe('k,n,sum,sum_squares\n"a\rb",1,1,1\n');
  });

  it('sorts equal numbers by how they are written, and by the second key where the first is the same', () => {
    expect(compress('k,z\n1.0,1\n1,1\n01,1\n', plain)).toMatch(/\n01,.*\n1,.*\n1\.0,/);
    expect(compress('k,z\n1e999,1\n9,1\n10,1\n', plain)).toMatch(/\n10,.*\n1e999,.*\n9,/);
    const two: CompressionSpec = { keys: ['k', 'l'], outcome: 'z', covariates: [] };
    const text = 'k,l,z\nb,2,1\na,10,1\nb,1,1\na,9,1\n';
    expect(compress(text, two)).toMatch(/\na,9,.*\na,10,.*\nb,1,.*\nb,2,/);
  });

  it('takes whole rows only, and says how much that was', () => {
    const compression = new Compression(plain);
    const take = (text: string, last: boolean): number =>
      compression.take(new TextEncoder().encode(`${text} `), text.length, last);
    expect(take('k,', false)).toBe(0);
    expect(take('k,z\n1,2', false)).toBe(4);
    expect(take('1,2\n"1",', false)).toBe(4);
    expect(take('"1",3', true)).toBe(5);
    expect([...compression.lines()].join('')).toBe('k,n,sum,sum_squares\n1,2,5,13\n');
  });

  it('gives up on a header or a row that takes more than a million characters', () => {
    const taken = (before: string, length: number) => () => {
      const bytes = new TextEncoder().encode(before + 'x'.repeat(length));
      return new Compression(plain).take(bytes, bytes.length, false);
    };
    expect(taken('', 2 ** 20)()).toBe(0);
    expect(taken('', 2 ** 20 + 1)).toThrow(new StatisticsProblem(compressText.noHeader, { row: 1 }));
    expect(taken('k,z\n1,1\n', 2 ** 20)()).toBe(8);
    expect(taken('k,z\n1,1\n', 2 ** 20 + 1)).toThrow(
      new StatisticsProblem(compressText.endlessRow, { row: 3 }),
    );
  });

  it('gives the cells in pieces of about a million characters', () => {
    const compression = new Compression(plain);
    const rows = Array.from({ length: 3000 }, (_, i) => `${String(i).padStart(700, 'x')},1\n`).join('');
    const bytes = new TextEncoder().encode(`k,z\n${rows}`);
    compression.take(bytes, bytes.length, true);
    const pieces = [...compression.lines()];
    expect(pieces.map(piece => Math.round(piece.length / 2 ** 20))).toEqual([0, 1, 1, 0]);
    const lines = pieces.join('').trim().split('\n');
    expect(new Set(lines).size).toBe(3001);
  });
});
