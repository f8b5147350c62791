import type { Pause } from './pause.ts';
import { inFile, UnreadableFile } from './problem.ts';
import { texts } from './sv.ts';
import { XmlError, XmlReader } from './xml-reader.ts';
import { type Part, unpack } from './zip.ts';

/** What happens in an XML part. Names come without prefix, because `x:row` and `row` mean the same in a workbook. */
export type XmlHandlers = {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
};

const damaged = (): UnreadableFile => new UnreadableFile(inFile(texts.damaged));

/** Deeper than any workbook. A parser keeps every open element in memory. */
const DEEPEST = 100;
/** No element or text of a workbook is this long. A parser keeps all of it in memory until it ends. */
const LONGEST_STRETCH = 2_000_000;

const localName = (name: string): string => {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
};

const encodingOf = (piece: Uint8Array): string =>
  piece[0] === 0xff && piece[1] === 0xfe
    ? 'utf-16le'
    : piece[0] === 0xfe && piece[1] === 0xff
      ? 'utf-16be'
      : 'utf-8';

/**
 * Unpacks a part of the package and reads it as XML, piece by piece. Document types are refused, so no entity beyond
 * the five built-in ones exists and nothing outside the file can be reached.
 */
export const readXml = async (
  bytes: Uint8Array,
  part: Part,
  handlers: XmlHandlers,
  pause: Pause,
): Promise<void> => {
  let depth = 0;
  let sinceTag = 0;
  const reader = new XmlReader({
    open: (name, attributes) => {
      sinceTag = 0;
      if (++depth > DEEPEST) throw damaged();
      handlers.open(localName(name), attributes);
    },
    close: name => {
      sinceTag = 0;
      depth--;
      handlers.close?.(localName(name));
    },
    text: text => handlers.text?.(text),
  });
  const reading = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      throw error.isDocumentType ? new UnreadableFile(inFile(texts.unsafe)) : damaged();
    }
  };
  let decoder: TextDecoder | null = null;
  const decode = (piece?: Uint8Array): string => {
    decoder ??= new TextDecoder(piece ? encodingOf(piece) : 'utf-8', { fatal: true });
    try {
      return decoder.decode(piece, { stream: piece !== undefined });
    } catch {
      throw damaged();
    }
  };
  const take = (piece: Uint8Array): void => {
    const text = decode(piece);
    sinceTag += text.length;
    reading(() => reader.write(text));
    if (sinceTag > LONGEST_STRETCH) throw damaged();
  };
  await unpack(bytes, part, take, pause);
  reading(() => {
    reader.write(decode());
    reader.close();
  });
};
