import { strToU8, type Zippable, zipSync } from 'fflate';

/** Files of the shapes that registers, salary systems and people make, built in code for the tests. */

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const withMark = (text: string): Uint8Array => utf8(`\ufeff${text}`);

const windows1252Bytes = new Map<string, number>(
  Array.from({ length: 256 }, (_, byte) => [
    new TextDecoder('windows-1252').decode(new Uint8Array([byte])),
    byte,
  ]),
);

export const windows1252 = (text: string): Uint8Array =>
  Uint8Array.from(text, character => {
    const byte = windows1252Bytes.get(character);
    if (byte === undefined) throw new Error(`Not in Windows-1252: ${character}`);
    return byte;
  });

export const utf16 = (text: string, littleEndian: boolean, mark = true): Uint8Array => {
  const whole = (mark ? '\ufeff' : '') + text;
  const view = new DataView(new ArrayBuffer(whole.length * 2));
  for (let at = 0; at < whole.length; at++) view.setUint16(at * 2, whole.charCodeAt(at), littleEndian);
  return new Uint8Array(view.buffer);
};

/** The text that appears when UTF-8 is taken for Windows-1252 and saved again as UTF-8. */
export const encodedTwice = (text: string): Uint8Array =>
  utf8(new TextDecoder('windows-1252').decode(utf8(text)));

export const packed = (parts: Record<string, string>): Uint8Array => {
  const zippable: Zippable = {};
  for (const [name, text] of Object.entries(parts)) zippable[name] = strToU8(text);
  return zipSync(zippable);
};

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const strictRelationships = 'http://purl.oclc.org/ooxml/officeDocument/relationships';

type MadeSheet = { readonly name: string; readonly rows: string; readonly state?: string };

type MadeWorkbook = {
  readonly sheets: readonly MadeSheet[];
  readonly sharedStrings?: string;
  /** Number format codes of the styles 0, 1, 2 …; a number means a built-in format. */
  readonly formats?: readonly (string | number)[];
  readonly date1904?: boolean;
  readonly strict?: boolean;
  /** Parts to add or replace. */
  readonly parts?: Record<string, string>;
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const stylesPart = (formats: readonly (string | number)[]): string => {
  const codes = formats.map((format, index) =>
    typeof format === 'number' ? '' : `<numFmt numFmtId="${164 + index}" formatCode="${escaped(format)}"/>`,
  );
  const styles = formats.map(
    (format, index) => `<xf numFmtId="${typeof format === 'number' ? format : 164 + index}"/>`,
  );
  return `<styleSheet xmlns="${main}"><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${styles.join('')}</cellXfs></styleSheet>`;
};

/** The parts of an XLSX, before they are packed. `rows` is the XML inside `sheetData`. */
export const workbookParts = (made: MadeWorkbook): Record<string, string> => {
  const base = made.strict ? strictRelationships : relationships;
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${base}/${type}" Target="${target}"/>`;
  const list = made.sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${escaped(name)}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="rId${index + 1}"/>`,
  );
  const relations = made.sheets.map((_, index) =>
    relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`),
  );
  const sheets = made.sheets.map(({ rows }, index): [string, string] => [
    `xl/worksheets/sheet${index + 1}.xml`,
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
  ]);
  return {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships>${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${base}"><workbookPr${made.date1904 ? ' date1904="1"' : ''}/><sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${relations.join('')}${relation('rIdS', 'sharedStrings', '/xl/sharedStrings.xml')}${relation('rIdF', 'styles', 'styles.xml')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${made.sharedStrings ?? ''}</sst>`,
    'xl/styles.xml': stylesPart(made.formats ?? [0]),
    ...Object.fromEntries(sheets),
    ...made.parts,
  };
};

export const workbook = (made: MadeWorkbook): Uint8Array => packed(workbookParts(made));

/** A workbook of one sheet. */
export const sheetOf = (rows: string, made: Omit<MadeWorkbook, 'sheets'> = {}): Uint8Array =>
  workbook({ ...made, sheets: [{ name: 'Blad1', rows }] });

/** A row of texts written in the cells themselves. */
export const textRow = (line: number, ...texts: string[]): string =>
  `<row r="${line}">${texts
    .map(
      (text, index) =>
        `<c r="${String.fromCharCode(65 + index)}${line}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`,
    )
    .join('')}</row>`;
