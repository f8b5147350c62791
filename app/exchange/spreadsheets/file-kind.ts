/** What a file is, judged by its first bytes and never by its name. */
export type FileKind =
  | 'tom'
  | 'zip'
  | 'ole'
  | 'låst'
  | 'pdf'
  | 'bild'
  | 'html'
  | 'xml'
  | 'rtf'
  | 'komprimerad'
  | 'binär'
  | 'text';

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

const signatures: readonly (readonly [FileKind, readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['bild', [0x89, 0x50, 0x4e, 0x47]],
  ['bild', [0xff, 0xd8, 0xff]],
  ['bild', [0x47, 0x49, 0x46, 0x38]],
  ['bild', [0x49, 0x49, 0x2a, 0x00]],
  ['bild', [0x4d, 0x4d, 0x00, 0x2a]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['komprimerad', [0x1f, 0x8b]],
  ['komprimerad', [0x37, 0x7a, 0xbc, 0xaf]],
  ['komprimerad', [0x52, 0x61, 0x72, 0x21]],
];

const isUtf16 = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff);

const sampleBytes = 4096;

export const fileKind = (bytes: Uint8Array): FileKind => {
  if (bytes.length === 0) return 'tom';
  const known = signatures.find(([, signature]) => startsWith(bytes, ...signature));
  if (known?.[0] === 'ole' && isLocked(bytes)) return 'låst';
  if (known) return known[0];
  const sample = bytes.subarray(0, sampleBytes);
  const start = new TextDecoder('windows-1252')
    .decode(sample)
    .replace(/^(\u00ef\u00bb\u00bf)?\s*/, '')
    .toLowerCase();
  if (/^<(!doctype html|html|table|head|body|meta)\b/.test(start)) return 'html';
  if (start.startsWith('<?xml')) return /<html|urn:schemas-microsoft-com/.test(start) ? 'html' : 'xml';
  if (isUtf16(bytes)) return 'text';
  return looksBinary(sample) ? 'binär' : 'text';
};

/** A workbook with a password hides, encrypted, in the container of the old format under this name. */
const isLocked = (bytes: Uint8Array): boolean =>
  new TextDecoder('utf-16le').decode(bytes).includes('EncryptedPackage');

/** UTF-16 without its mark also has many NUL bytes, but only in every second place. */
const looksBinary = (sample: Uint8Array): boolean => {
  let even = 0;
  let odd = 0;
  let control = 0;
  for (const [index, byte] of sample.entries()) {
    if (byte === 0) index % 2 === 0 ? even++ : odd++;
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26)) control++;
  }
  if (control > sample.length / 50) return true;
  return even > 0 && odd > 0;
};
