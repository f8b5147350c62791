import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isId, newId, newSecret, readableCode, sha256, withRepeatableIds } from './id.ts';

describe('an id', () => {
  it('is a UUID of version 7 that says when it was made', () => {
    const id = newId(new Date('2026-11-23T09:42:00.123Z'));
    expect(isId(id)).toBe(true);
    expect(id[14]).toBe('7');
    expect('89ab').toContain(id[19]);
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(
      Date.parse('2026-11-23T09:42:00.123Z'),
    );
  });

  it('sorts by the time it was made', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 41), fc.nat(2 ** 41), (a, b) => {
        fc.pre(a !== b);
        expect(newId(new Date(a)) < newId(new Date(b))).toBe(a < b);
      }),
    );
  });

  it('is random wherever it is not the time, and always an id', () => {
    const ids = Array.from({ length: 2_000 }, () => newId(new Date(0)));
    expect(ids.filter(id => !isId(id))).toEqual([]);
    const signsAt = Array.from({ length: 36 }, (_, at) => new Set(ids.map(id => id[at])).size);
    // The time, the version and the two bits of the variant; hyphens; sixteen signs everywhere else.
    expect(signsAt.map(String).join(' ')).toBe(
      '1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 16 16 16 1 4 16 16 16 1 16 16 16 16 16 16 16 16 16 16 16 16',
    );
  });

  it('is the same for the same seed where that is asked for, and nowhere else', async () => {
    const make = async () => [newId(), newId(), newId()];
    const ids = await withRepeatableIds('ekdala', make);
    expect(await withRepeatableIds('ekdala', make)).toEqual(ids);
    expect(await withRepeatableIds('another', make)).not.toEqual(ids);
    expect(await make()).not.toEqual(ids);
    expect(ids.filter(isId)).toHaveLength(3);
    expect([...new Set(ids)].sort()).toEqual(ids);
  });

  it('never makes a secret repeatable', async () => {
    const make = async () => newSecret();
    expect(await withRepeatableIds('ekdala', make)).not.toBe(await withRepeatableIds('ekdala', make));
  });

  it('is never the same twice', () => {
    const now = new Date();
    expect(new Set(Array.from({ length: 10_000 }, () => newId(now))).size).toBe(10_000);
  });

  it.each([
    ['in capitals', newId().toUpperCase()],
    ['with something after', `${newId()}x`],
    ['with a line break after', `${newId()}\n`],
    ['with something before', `'${newId()}`],
    ['without hyphens', newId().replaceAll('-', '')],
    ['of no version', '00000000-0000-0000-0000-000000000000'],
    ['of nothing', ''],
    ['with SQL in it', "'; drop table person; --"],
  ])('%s is not one', (_, text) => expect(isId(text)).toBe(false));
});

describe('a secret', () => {
  it('has 256 bits and may stand in an address', () => {
    const secrets = Array.from({ length: 200 }, newSecret);
    expect(secrets.filter(secret => !/^[A-Za-z0-9_-]{43}$/.test(secret))).toEqual([]);
    expect(new Set(secrets).size).toBe(200);
  });
});

describe('a readable code', () => {
  it('is the same for the same text and another for another', () => {
    expect(readableCode('fråga', 7)).toBe(readableCode('fråga', 7));
    expect(readableCode('fråga', 7)).not.toBe(readableCode('Fråga', 7));
  });

  it('has the length asked for, in characters nobody mistakes when they are read aloud', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 32 }), (text, length) => {
        expect(readableCode(text, length)).toMatch(new RegExp(`^[2-9A-HJ-NP-Z]{${length}}$`));
      }),
    );
  });
});

describe('a checksum', () => {
  it('is that of the standard, of texts as UTF-8', () => {
    const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    expect(sha256('')).toBe(empty);
    expect(sha256('åäö')).toBe(sha256(new TextEncoder().encode('åäö')));
  });
});
