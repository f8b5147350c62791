import { strFromU8, strToU8, type Unzipped, unzipSync, type Zippable, zipSync } from 'fflate';
import type { IsoDate } from '#app/shared/date.ts';

/** Zip files cannot hold a day before 1980. */
const EARLIEST_ZIP_DAY = '1980-01-02';
const FIRST_IN_ZIP = '[Content_Types].xml';

const LINK = /Id="(rId[\w-]{16,})"/gu;

/** The library gives links random ids. Numbers them in the order of the list of relations instead. */
const numberLinks = (files: Unzipped): void => {
  const relations = files['word/_rels/document.xml.rels'];
  const document = files['word/document.xml'];
  if (relations === undefined || document === undefined) return;
  const listed = strFromU8(relations);
  const numbers = new Map([...listed.matchAll(LINK)].map(([, id = ''], index) => [id, `rIdL${index + 1}`]));
  const renumber = (xml: string) =>
    strToU8(
      xml.replace(/\b(r:id|Id)="(rId[\w-]{16,})"/gu, (all, name: string, id: string) => {
        const number = numbers.get(id);
        return number === undefined ? all : `${name}="${number}"`;
      }),
    );
  files['word/_rels/document.xml.rels'] = renumber(listed);
  files['word/document.xml'] = renumber(strFromU8(document));
};

/**
 * Makes the file the same every time for the same document: the day in its properties and in the zip is the document's own.
 * Also says which language the document is in, which the library leaves out.
 */
export const settlePackage = (docx: Uint8Array, date: IsoDate): Uint8Array => {
  const instant = `${date}T00:00:00Z`;
  const files = unzipSync(docx);
  numberLinks(files);
  const core = files['docProps/core.xml'];
  if (core !== undefined) {
    const properties = strFromU8(core)
      .replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/gu, `$1${instant}`)
      .replace('</cp:coreProperties>', '<dc:language>sv-SE</dc:language></cp:coreProperties>');
    files['docProps/core.xml'] = strToU8(properties);
  }
  // Local noon, because the zip format keeps local time without a zone.
  const day = date < EARLIEST_ZIP_DAY ? EARLIEST_ZIP_DAY : date;
  const mtime = new Date(`${day}T12:00:00`);
  const names = Object.keys(files).sort(
    (a, b) => Number(b === FIRST_IN_ZIP) - Number(a === FIRST_IN_ZIP) || (a < b ? -1 : 1),
  );
  const settled: Zippable = {};
  for (const name of names) settled[name] = [files[name] ?? new Uint8Array(), { mtime }];
  return zipSync(settled, { level: 6 });
};
