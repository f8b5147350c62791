import { inFile, UnreadableFile } from './problem.ts';
import { texts } from './sv.ts';

export type DecodedText = { readonly text: string; readonly remarks: readonly string[] };

/** Which UTF-16 a file without a byte order mark is, told by where its NUL bytes stand. */
const unmarkedUtf16 = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  const sample = bytes.subarray(0, 4096);
  const nulIn = (parity: number) => sample.filter((byte, index) => byte === 0 && index % 2 === parity).length;
  const [even, odd] = [nulIn(0), nulIn(1)];
  if (odd > sample.length / 4 && even === 0) return 'utf-16le';
  if (even > sample.length / 4 && odd === 0) return 'utf-16be';
  return null;
};

const decodeStrictly = (encoding: string, bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/**
 * The text of a file: the byte order mark decides, then UTF-8 if it is valid, and otherwise Windows-1252, which the
 * person is told about.
 */
export const decodeText = (bytes: Uint8Array): DecodedText => {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : unmarkedUtf16(bytes);
  if (marked) {
    const text = decodeStrictly(marked, bytes);
    if (text === null) throw new UnreadableFile(inFile(texts.damagedText));
    return { text, remarks: [] };
  }
  const text = decodeStrictly('utf-8', bytes);
  if (text !== null) return { text, remarks: [] };
  return { text: new TextDecoder('windows-1252').decode(bytes), remarks: [texts.readAsWindows1252] };
};

/** Teckenkodning that a person may choose when the one believed in gave the wrong letters. */
export type TextEncoding = 'utf-8' | 'windows-1252' | 'macintosh';

/** UTF-8 that was once read as Windows-1252 and then saved as UTF-8: undone by writing it back. Null for other texts. */
const unfolded = (text: string): string | null => {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const byte = code < 0x100 ? code : bytesOfWindows1252.get(code);
    if (byte === undefined) return null;
    bytes[at] = byte;
  }
  return decodeStrictly('utf-8', bytes);
};

/** The characters that Windows-1252 has above U+00FF, all in the bytes 0x80 to 0x9f. */
const bytesOfWindows1252: ReadonlyMap<number, number> = new Map(
  Array.from({ length: 32 }, (_, at) => {
    const byte = 0x80 + at;
    return [new TextDecoder('windows-1252').decode(Uint8Array.of(byte)).charCodeAt(0), byte] as const;
  }),
);

/** The text of a file in the encoding that a person has chosen. Letters that are lost become U+FFFD. */
export const decodeAs = (bytes: Uint8Array, encoding: TextEncoding): DecodedText => {
  const valid = decodeStrictly('utf-8', bytes);
  if (encoding === 'windows-1252' && valid !== null) return { text: unfolded(valid) ?? valid, remarks: [] };
  return { text: new TextDecoder(encoding).decode(bytes), remarks: [] };
};
