import { fileKind } from './file-kind.ts';
import type { FileSize } from './limits.ts';
import { texts } from './sv.ts';

/** Why a file cannot be a table; null for text and for packages, which may. */
export const refusalOf = (bytes: Uint8Array, { fileBytes }: Pick<FileSize, 'fileBytes'>): string | null => {
  if (bytes.length > fileBytes) return texts.tooLarge(fileBytes / 1_000_000);
  switch (fileKind(bytes)) {
    case 'zip':
    case 'text':
      return null;
    case 'tom':
      return texts.empty;
    case 'ole':
      return texts.oldExcel;
    case 'låst':
      return texts.encrypted;
    case 'pdf':
      return texts.pdf;
    case 'bild':
      return texts.picture;
    case 'html':
      return texts.html;
    case 'xml':
      return texts.markup;
    case 'rtf':
      return texts.rtf;
    case 'komprimerad':
      return texts.compressed;
    case 'binär':
      return texts.binary;
  }
};
