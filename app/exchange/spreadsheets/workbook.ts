import { type CellFormat, cellFormat } from './cell-format.ts';
import { limits } from './limits.ts';
import type { Pause } from './pause.ts';
import { inFile, UnreadableFile } from './problem.ts';
import { texts } from './sv.ts';
import { cleanText } from './text.ts';
import { readXml } from './xml.ts';
import { type Part, readDirectory } from './zip.ts';

export type SheetPart = { readonly name: string; readonly hidden: boolean; readonly part: Part };

/** An opened XLSX: what is needed to read any of its sheets. */
export type Workbook = {
  readonly bytes: Uint8Array;
  readonly sheets: readonly SheetPart[];
  readonly sharedStrings: readonly string[];
  /** By the style number that cells carry. */
  readonly formats: readonly CellFormat[];
  readonly from1904: boolean;
};

type Parts = ReadonlyMap<string, Part>;
type Relation = { readonly id: string; readonly type: string; readonly target: string };

/** More texts than a sheet within the limits has cells. */
const MOST_SHARED_STRINGS = 5_000_000;
const MOST_STYLES = 100_000;
const MOST_RELATIONS = 10_000;
const MOST_SHEETS = 1000;
/** A text as stored: every character of the longest cell may be written as an escape. */
export const LONGEST_STORED_TEXT = limits.cellCharacters * 8;

/** Opens a package as a workbook. Throws `UnreadableFile` for other packages (zip, .ods, .docx, .xlsb) and damage. */
export const openWorkbook = async (bytes: Uint8Array, pause: Pause): Promise<Workbook> => {
  const parts = readDirectory(bytes);
  if (!parts.has('[Content_Types].xml')) throw new UnreadableFile(inFile(otherPackage(parts)));
  const place = await workbookPlace(bytes, parts, pause);
  const folder = place.slice(0, place.lastIndexOf('/') + 1);
  const relations = await readRelations(bytes, parts, relationsOf(place), folder, pause);
  const { sheets, from1904 } = await readSheetList(bytes, parts, place, relations, pause);
  const partOf = (type: string): Part | undefined => {
    const relation = relations.find(candidate => candidate.type === type);
    return relation && parts.get(relation.target);
  };
  const strings = partOf('sharedStrings');
  const styles = partOf('styles');
  return {
    bytes,
    sheets,
    from1904,
    sharedStrings: strings ? await readSharedStrings(bytes, strings, pause) : [],
    formats: styles ? await readFormats(bytes, styles, pause) : [],
  };
};

const otherPackage = (parts: Parts): string => {
  const names = [...parts.keys()];
  if (parts.has('mimetype') && parts.has('content.xml')) return texts.openDocument;
  return names.some(name => name.startsWith('Index/')) ? texts.binary : texts.zip;
};

/** 'xl/workbook.xml' → 'xl/_rels/workbook.xml.rels' */
const relationsOf = (place: string): string => {
  const slash = place.lastIndexOf('/') + 1;
  return `${place.slice(0, slash)}_rels/${place.slice(slash)}.rels`;
};

const workbookPlace = async (bytes: Uint8Array, parts: Parts, pause: Pause): Promise<string> => {
  const relations = await readRelations(bytes, parts, '_rels/.rels', '', pause);
  const place = relations.find(relation => relation.type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  if (place.endsWith('.bin')) throw new UnreadableFile(inFile(texts.binaryWorkbook));
  if (/^(word|ppt)\//.test(place)) throw new UnreadableFile(inFile(texts.wordFile));
  if (!parts.has(place)) throw new UnreadableFile(inFile(texts.damaged));
  return place;
};

/** Where a relation points, counted from the folder of the part that has it. */
const resolved = (target: string, folder: string): string => {
  const path = target.startsWith('/') ? target.slice(1) : folder + target;
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
};

const readRelations = async (
  bytes: Uint8Array,
  parts: Parts,
  place: string,
  folder: string,
  pause: Pause,
): Promise<readonly Relation[]> => {
  const part = parts.get(place);
  const relations: Relation[] = [];
  if (!part) return relations;
  const open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    const { Id: id, Type: type, Target: target, TargetMode: mode } = attributes;
    if (name !== 'Relationship' || !id || !type || !target || mode === 'External') return;
    if (relations.length === MOST_RELATIONS) throw new UnreadableFile(inFile(texts.bomb));
    // The transitional and the strict form of the standard differ only before the last word.
    relations.push({ id, type: type.slice(type.lastIndexOf('/') + 1), target: resolved(target, folder) });
  };
  await readXml(bytes, part, { open }, pause);
  return relations;
};

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

const readSheetList = async (
  bytes: Uint8Array,
  parts: Parts,
  place: string,
  relations: readonly Relation[],
  pause: Pause,
): Promise<Pick<Workbook, 'sheets' | 'from1904'>> => {
  const part = parts.get(place);
  if (!part) throw new UnreadableFile(inFile(texts.damaged));
  const sheets: SheetPart[] = [];
  let from1904 = false;
  const open = (element: string, attributes: Readonly<Record<string, string>>): void => {
    if (element === 'workbookPr') from1904 = isTrue(attributes.date1904);
    if (element !== 'sheet') return;
    const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
    const relation = relations.find(candidate => candidate.id === id && candidate.type === 'worksheet');
    const sheet = relation && parts.get(relation.target);
    const { name = '', state = 'visible' } = attributes;
    if (sheets.length === MOST_SHEETS) throw new UnreadableFile(inFile(texts.bomb));
    if (sheet) sheets.push({ name: cleanText(name), hidden: state !== 'visible', part: sheet });
  };
  await readXml(bytes, part, { open }, pause);
  if (sheets.length === 0) throw new UnreadableFile(inFile(texts.damaged));
  return { sheets, from1904 };
};

/** Undoes the escape that workbooks use for characters XML cannot hold: `_x000D_` is a carriage return. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

const readSharedStrings = async (bytes: Uint8Array, part: Part, pause: Pause): Promise<readonly string[]> => {
  const strings: string[] = [];
  let current = '';
  let inText = false;
  let phonetic = false;
  await readXml(
    bytes,
    part,
    {
      open: name => {
        if (name === 'si') current = '';
        else if (name === 'rPh') phonetic = true;
        else if (name === 't') inText = !phonetic;
      },
      text: text => {
        if (!inText) return;
        current += text;
        if (current.length > LONGEST_STORED_TEXT) throw new UnreadableFile(inFile(texts.damaged));
      },
      close: name => {
        if (name === 't') inText = false;
        else if (name === 'rPh') phonetic = false;
        else if (name === 'si') {
          if (strings.length === MOST_SHARED_STRINGS) throw new UnreadableFile(inFile(texts.bomb));
          strings.push(cleanText(unescaped(current)));
        }
      },
    },
    pause,
  );
  return strings;
};

const readFormats = async (bytes: Uint8Array, part: Part, pause: Pause): Promise<readonly CellFormat[]> => {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let inCellFormats = false;
  await readXml(
    bytes,
    part,
    {
      open: (name, attributes) => {
        if (name === 'cellXfs') inCellFormats = true;
        const id = Number(attributes.numFmtId ?? 0);
        if (name === 'numFmt') codes.set(id, attributes.formatCode ?? '');
        if (name === 'xf' && inCellFormats) ids.push(id);
        if (ids.length > MOST_STYLES || codes.size > MOST_STYLES)
          throw new UnreadableFile(inFile(texts.bomb));
      },
      close: name => {
        if (name === 'cellXfs') inCellFormats = false;
      },
    },
    pause,
  );
  return ids.map(id => cellFormat(id, codes.get(id)));
};
