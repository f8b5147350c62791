import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowsDecimalComma, csvValue, delimiterOf, readRecord, textOf } from './csv-text.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const [semicolon, tab, comma] = [';', '\t', ','].map(sign => sign.charCodeAt(0)) as [number, number, number];

const delimiterIn = (text: string): number => delimiterOf(bytesOf(text), 0, bytesOf(text).length);

describe('what stands between columns', () => {
  it.each([
    ['skola;amne;n', semicolon],
    ['skola\tamne\tn', tab],
    ['skola,amne,n', comma],
    ['a,b;c', semicolon],
    ['a,b\tc', tab],
    ['a;b,c,d', comma],
    ['a\tb,c,d', comma],
    ['ensam', semicolon],
    ['"a,b,c";d', semicolon],
    ['"a;b;c",d\n1;2;3;4', comma],
    ['"två\nrader;";x,y,z', comma],
    ['a,b\n1;2;3', comma],
  ])('in %j is found in the header, outside quotes', (text, wanted) => {
    expect(delimiterIn(text)).toBe(wanted);
  });

  it('is looked for only where it is asked for', () => {
    const bytes = bytesOf(';;;a,b');
    expect(delimiterOf(bytes, 3, bytes.length)).toBe(comma);
    expect(delimiterOf(bytesOf('a,b;;;'), 0, 3)).toBe(comma);
  });

  it('is told apart from a decimal comma', () => {
    expect([semicolon, tab, comma].map(allowsDecimalComma)).toEqual([true, true, false]);
  });
});

describe('text', () => {
  it('is UTF-8, or Windows-1252 where it cannot be', () => {
    expect(textOf(bytesOf('Örebro – 3 €'))).toBe('Örebro – 3 €');
    expect(textOf(Uint8Array.of(0xd6, 0x72, 0x80))).toBe('Ör€');
  });

  it('keeps a mark of order, which is the reader’s to know of', () => {
    expect(textOf(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa');
  });
});

describe('a row', () => {
  const read = (text: string, delimiter = semicolon) =>
    readRecord(bytesOf(text), 0, bytesOf(text).length, delimiter);

  it.each([
    ['a;b\n', ['a', 'b'], 4],
    ['a;b\r\nc', ['a', 'b'], 5],
    ['\n', [''], 1],
    ['\r\n', [''], 2],
    [';\n', ['', ''], 2],
    ['a;\r\n', ['a', ''], 4],
    ['"a;b";c\n', ['a;b', 'c'], 8],
    ['"sa ""hej""";c\n', ['sa "hej"', 'c'], 15],
    ['"två\nrader";c\n', ['två\nrader', 'c'], 15],
    ['"a"x;c\n', ['a', 'c'], 7],
    ['"a"\r\n', ['a'], 5],
    ['"";c\n', ['', 'c'], 5],
    ['a\rb;c\n', ['a\rb', 'c'], 6],
    ['a\r;c\n', ['a\r', 'c'], 5],
    ['a"b;c\n', ['a"b', 'c'], 6],
  ])('%j is its values and where the next row begins', (text, fields, next) => {
    expect(read(text)).toEqual({ fields, next });
  });

  it.each(['', 'a', 'a;b', 'a;', '"a', '"a""', '"a";b', '"a"'])('%j has no end yet', text => {
    expect(read(text)).toBeNull();
  });

  it('ends where the bytes that may be read do', () => {
    expect(readRecord(bytesOf('a;b\n'), 0, 3, semicolon)).toBeNull();
    expect(readRecord(bytesOf('x\na;b\n'), 2, 6, semicolon)).toEqual({ fields: ['a', 'b'], next: 6 });
    expect(readRecord(bytesOf('"a"\n'), 0, 2, semicolon)).toBeNull();
  });

  it('says what was written, whatever that was', () => {
    const value = fc.string({ unit: fc.constantFrom('a', 'å', '"', ',', ';', '\n', '\r', ' ') });
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), values => {
        const line = `${values.map(csvValue).join(',')}\n`;
        const length = bytesOf(line).length;
        expect(read(line, comma)).toEqual({ fields: values, next: length });
      }),
    );
  });

  it('has quotes only where it must', () => {
    expect(['a', 'a b', 'a;b', ''].map(csvValue)).toEqual(['a', 'a b', 'a;b', '']);
    expect(['a,b', 'a"b', 'a\nb', 'a\rb'].map(csvValue)).toEqual(['"a,b"', '"a""b"', '"a\nb"', '"a\rb"']);
  });
});
