import { limits } from './limits.ts';
import type { Pause } from './pause.ts';
import { inFile, UnreadableFile } from './problem.ts';
import { texts } from './sv.ts';

/** One file inside the package, as its directory claims it to be. Nothing is unpacked yet. */
export type Part = {
  readonly packedBytes: number;
  readonly bytes: number;
  readonly checksum: number;
  readonly stored: boolean;
  readonly headerAt: number;
};

const damaged = (): UnreadableFile => new UnreadableFile(inFile(texts.damaged));

const END_RECORD = 0x06054b50;
const END_RECORD_BYTES = 22;
const LONGEST_COMMENT = 65_535;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_END_RECORD = 0x06064b50;
const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_ENTRY_BYTES = 46;
const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
const UNKNOWN_32 = 0xffffffff;
const UNKNOWN_16 = 0xffff;

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * The parts of a zip package by name, read from its directory alone. Throws `UnreadableFile` when the directory is
 * damaged or claims more than the limits allow, before a single byte is unpacked.
 */
export const readDirectory = (bytes: Uint8Array): ReadonlyMap<string, Part> => {
  const view = viewOf(bytes);
  const { count, offset } = directoryPlace(view);
  if (count > limits.parts) throw new UnreadableFile(inFile(texts.bomb));
  const parts = new Map<string, Part>();
  let at = offset;
  let total = 0;
  for (let index = 0; index < count; index++) {
    if (at + DIRECTORY_ENTRY_BYTES > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY)
      throw damaged();
    const nameBytes = view.getUint16(at + 28, true);
    const extraBytes = view.getUint16(at + 30, true);
    const commentBytes = view.getUint16(at + 32, true);
    const next = at + DIRECTORY_ENTRY_BYTES + nameBytes + extraBytes + commentBytes;
    if (next > bytes.length) throw damaged();
    const nameAt = at + DIRECTORY_ENTRY_BYTES;
    const name = new TextDecoder().decode(bytes.subarray(nameAt, nameAt + nameBytes)).replaceAll('\\', '/');
    if (parts.has(name)) throw damaged();
    const part = partAt(view, at, nameAt + nameBytes, extraBytes);
    total += part.bytes;
    refuseBomb(part, total);
    parts.set(name, part);
    at = next;
  }
  return parts;
};

/** Finds the directory through the record at the end of the file; a zip64 record takes over when sizes need it. */
const directoryPlace = (view: DataView): { readonly count: number; readonly offset: number } => {
  const last = view.byteLength - END_RECORD_BYTES;
  for (let at = last; at >= 0 && at >= last - LONGEST_COMMENT; at--) {
    if (view.getUint32(at, true) !== END_RECORD) continue;
    const count = view.getUint16(at + 10, true);
    const offset = view.getUint32(at + 16, true);
    if (count !== UNKNOWN_16 && offset !== UNKNOWN_32) return { count, offset };
    const locator = at - 20;
    if (locator < 0 || view.getUint32(locator, true) !== ZIP64_LOCATOR) throw damaged();
    const record = safeNumber(view.getBigUint64(locator + 8, true));
    if (record + 56 > view.byteLength || view.getUint32(record, true) !== ZIP64_END_RECORD) throw damaged();
    return {
      count: safeNumber(view.getBigUint64(record + 32, true)),
      offset: safeNumber(view.getBigUint64(record + 48, true)),
    };
  }
  throw damaged();
};

const safeNumber = (value: bigint): number => {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged();
  return Number(value);
};

const ENCRYPTED = 0x0001;

const partAt = (view: DataView, at: number, extraAt: number, extraBytes: number): Part => {
  const method = view.getUint16(at + 10, true);
  if ((view.getUint16(at + 8, true) & ENCRYPTED) !== 0) throw new UnreadableFile(inFile(texts.encrypted));
  if (method !== 0 && method !== 8) throw damaged();
  const wide = wideNumbers(view, extraAt, extraBytes);
  const number = (place: number): number => {
    const value = view.getUint32(place, true);
    if (value !== UNKNOWN_32) return value;
    const next = wide.shift();
    if (next === undefined) throw damaged();
    return next;
  };
  // The zip64 numbers come in this order, and only those whose short form is full.
  const bytes = number(at + 24);
  const packedBytes = number(at + 20);
  const headerAt = number(at + 42);
  return { bytes, packedBytes, headerAt, checksum: view.getUint32(at + 16, true), stored: method === 0 };
};

const wideNumbers = (view: DataView, extraAt: number, extraBytes: number): number[] => {
  const numbers: number[] = [];
  const end = extraAt + extraBytes;
  for (let at = extraAt; at + 4 <= end; ) {
    const id = view.getUint16(at, true);
    const size = view.getUint16(at + 2, true);
    if (id === 1) {
      for (let place = at + 4; place + 8 <= Math.min(at + 4 + size, end); place += 8) {
        numbers.push(safeNumber(view.getBigUint64(place, true)));
      }
    }
    at += 4 + size;
  }
  return numbers;
};

const refuseBomb = (part: Part, total: number): void => {
  const tooHard =
    part.bytes > limits.packingRatioFromBytes && part.bytes > part.packedBytes * limits.packingRatio;
  if (total > limits.unpackedBytes || tooHard) throw new UnreadableFile(inFile(texts.bomb));
};

const PUSH_BYTES = 8192;

/**
 * Unpacks one part piece by piece. The directory's claims are held against what comes out: more or fewer bytes than
 * declared, or another checksum, and the file is damaged (or lies) and is refused.
 */
export const unpack = async (
  bytes: Uint8Array,
  part: Part,
  take: (piece: Uint8Array) => void,
  pause: Pause,
): Promise<void> => {
  const packed = packedBytesOf(bytes, part);
  let written = 0;
  let checksum = startChecksum;
  const pass = (piece: Uint8Array): void => {
    written += piece.length;
    if (written > part.bytes) throw damaged();
    checksum = addToChecksum(checksum, piece);
    take(piece);
  };
  for await (const piece of piecesOf(packed, part.stored)) {
    pass(piece);
    await pause();
  }
  if (written !== part.bytes || endChecksum(checksum) !== part.checksum) throw damaged();
};

/** What is packed, piece by piece: no piece is unpacked before the one before it has been taken. */
async function* piecesOf(packed: Uint8Array, stored: boolean): AsyncGenerator<Uint8Array> {
  if (stored) {
    for (let at = 0; at < packed.length; at += PUSH_BYTES) yield packed.subarray(at, at + PUSH_BYTES);
    return;
  }
  const unpacked = new Blob([packed as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'))
    .getReader();
  try {
    while (true) {
      const { done, value } = await unpacked.read().catch(() => {
        throw damaged();
      });
      if (done) return;
      yield value;
    }
  } finally {
    await unpacked.cancel().catch(() => undefined);
  }
}

const packedBytesOf = (bytes: Uint8Array, part: Part): Uint8Array => {
  const view = viewOf(bytes);
  const { headerAt } = part;
  if (headerAt + LOCAL_HEADER_BYTES > bytes.length || view.getUint32(headerAt, true) !== LOCAL_HEADER)
    throw damaged();
  const start =
    headerAt + LOCAL_HEADER_BYTES + view.getUint16(headerAt + 26, true) + view.getUint16(headerAt + 28, true);
  if (start + part.packedBytes > bytes.length) throw damaged();
  return bytes.subarray(start, start + part.packedBytes);
};

const startChecksum = 0xffffffff;
const endChecksum = (checksum: number): number => (checksum ^ 0xffffffff) >>> 0;

/** CRC-32 one byte at a time, as zip defines it. */
const checksumTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

const addToChecksum = (checksum: number, bytes: Uint8Array): number => {
  let value = checksum;
  for (let at = 0; at < bytes.length; at++) {
    value = (checksumTable[(value ^ (bytes[at] ?? 0)) & 0xff] ?? 0) ^ (value >>> 8);
  }
  return value;
};
