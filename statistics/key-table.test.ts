import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HASH_START, hashByte, KeyTable } from './key-table.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const hashOf = (bytes: Uint8Array): number => bytes.reduce(hashByte, HASH_START);

const numbered = (table: KeyTable, key: Uint8Array, hash = hashOf(key)): number => {
  // What stands after the key in its bytes is none of its own.
  const room = new Uint8Array(key.length + 3).fill(255);
  room.set(key);
  return table.numberOf(room, key.length, hash);
};

describe('a table of keys', () => {
  it.each([
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
  ])('hashes “%s” as its authors say (FNV-1a)', (text, hash) => {
    expect(hashOf(bytesOf(text)) >>> 0).toBe(hash);
  });

  it('numbers keys in the order they are first met, and knows them again, whatever their hashes', () => {
    const keys = fc.array(fc.uint8Array({ maxLength: 6, max: 3 }), { maxLength: 300 });
    const hashes = fc.constantFrom(
      hashOf,
      () => 0,
      () => -1,
      (bytes: Uint8Array) => bytes.length << 15,
      (bytes: Uint8Array) => bytes[0] ?? 0,
    );
    fc.assert(
      fc.property(keys, hashes, (met, hash) => {
        const table = new KeyTable();
        const known = new Map<string, number>();
        for (const key of met) {
          const text = key.join(' ');
          if (!known.has(text)) known.set(text, known.size);
          expect(numbered(table, key, hash(key))).toBe(known.get(text));
          expect(table.size).toBe(known.size);
        }
        for (const [text, number] of known) expect([...table.bytesOf(number)].join(' ')).toBe(text);
      }),
    );
  });

  it.each([63, 64, 65, 128, 129, 5000])('keeps %i keys apart, and their bytes', count => {
    const table = new KeyTable();
    const keys = Array.from({ length: count }, (_, i) => bytesOf(`nyckel ${i} ${'x'.repeat(i % 40)}`));
    for (const round of [1, 2])
      expect(
        keys.map(key => numbered(table, key)),
        `round ${round}`,
      ).toEqual([...keys.keys()]);
    expect(table.size).toBe(count);
    expect(keys.every((key, i) => Buffer.compare(key, table.bytesOf(i)) === 0)).toBe(true);
  });

  it.each([1023, 1024, 1025, 2048, 2049, 100_000])('keeps a key of %i bytes, and one after it', length => {
    const table = new KeyTable();
    const [long, short] = [new Uint8Array(length).fill(7), Uint8Array.of(1, 2)];
    expect([numbered(table, long), numbered(table, short), numbered(table, long)]).toEqual([0, 1, 0]);
    expect(table.bytesOf(0)).toEqual(long);
    expect(table.bytesOf(1)).toEqual(short);
  });
});
