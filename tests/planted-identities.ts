import * as fs from 'node:fs';
import * as path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { testNumbersOf } from '#demo/test-number.ts';

/** Invented pupils to be planted in files and looked for everywhere else: test numbers, and names that nothing else is called. */
export type Planted = { readonly number: string; readonly familyName: string; readonly givenName: string };

const letters = 'abcdefghijklmnoprstuvyåäö';
/** 'Qvistqabå': begins as no other word does, and differs for each. */
const nameOf = (prefix: string, at: number): string => {
  let [rest, name] = [at, prefix];
  for (let place = 0; place < 4; place += 1) {
    name += letters[rest % letters.length] ?? '';
    rest = Math.floor(rest / letters.length);
  }
  return name;
};

export const plantIdentities = (count: number): Planted[] => {
  const numbers = [2011, 2012].flatMap(testNumbersOf);
  if (count > numbers.length) throw new Error(`There are ${numbers.length} numbers to plant`);
  return Array.from({ length: count }, (_, at) => ({
    number: numbers[at] ?? '',
    familyName: nameOf('Qvistq', at),
    givenName: nameOf('Zörnz', at),
  }));
};

const digits = /\d{6,8}[-+]?\d{4}/g;
const names = /(?:Qvistq|Zörnz)\p{Ll}*/gu;
/** Every byte is a letter here, so no two bytes are taken for one. */
const latin = new TextDecoder('latin1');
const utf8 = new TextDecoder('utf-8');
const wide = new TextDecoder('utf-16le');

/** Which of the planted stand in some bytes, as text in any of the encodings that files and databases use. */
export const plantedIn = (bytes: Uint8Array, planted: readonly Planted[]): string[] => {
  const known = new Map(planted.flatMap(({ number }) => [number, number.slice(2)].map(one => [one, number])));
  const whole = new Set(planted.flatMap(({ familyName, givenName }) => [familyName, givenName]));
  const found = new Set<string>();
  for (const text of [
    latin.decode(bytes),
    utf8.decode(bytes),
    wide.decode(bytes),
    wide.decode(bytes.subarray(1)),
  ]) {
    for (const [written] of text.matchAll(digits)) {
      const bare = written.replace(/[-+]/, '');
      for (const one of [bare, bare.slice(-12), bare.slice(-10), bare.slice(0, 12), bare.slice(0, 10)])
        if (known.has(one)) found.add(known.get(one) ?? one);
    }
    for (const [name] of text.matchAll(names)) found.add(whole.has(name) ? name : 'a part of a name');
  }
  return [...found];
};

/** Every file in a folder and below it; packed ones also as what they hold. */
export const filesIn = (folder: string): { readonly name: string; readonly bytes: Uint8Array }[] =>
  fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap(name => {
    const file = path.join(folder, name);
    if (!fs.statSync(file).isFile()) return [];
    const bytes = new Uint8Array(fs.readFileSync(file));
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return [
      { name, bytes },
      ...(isPacked ? [{ name: `${name}, unpacked`, bytes: new Uint8Array(gunzipSync(bytes)) }] : []),
    ];
  });
