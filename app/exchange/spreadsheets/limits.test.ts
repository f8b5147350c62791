import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { limits } from './limits.ts';
import { packed, sheetOf, textRow, utf8, workbookParts } from './made-files.ts';
import { readTable } from './read-table.ts';

const problemOf = async (bytes: Uint8Array): Promise<string> => {
  const outcome = await readTable(bytes, '');
  return outcome.ok ? '' : (outcome.problems[0]?.text ?? '');
};

const rowsRead = async (bytes: Uint8Array): Promise<number> => {
  const outcome = await readTable(bytes, '');
  return outcome.ok ? outcome.value.rows.length : -1;
};

const csvOf = (rows: number): Uint8Array => utf8(`a;b\n${'1;2\n'.repeat(rows)}`);
const sheetXml = (rows: number): string =>
  `${textRow(1, 'a', 'b')}${'<row><c><v>1</v></c><c><v>2</v></c></row>'.repeat(rows)}`;
const megabyte = 1_000_000;

describe('a large file', () => {
  it.each([200_000, limits.rows])('of %d rows is read whole from CSV and from a workbook', async rows => {
    expect(await rowsRead(csvOf(rows))).toBe(rows);
    expect(await rowsRead(sheetOf(sheetXml(rows)))).toBe(rows);
  });

  it.each([limits.rows + 1, 400_000])('of %d rows is refused from CSV and from a workbook', async rows => {
    const text =
      'Filen har fler än 250\u202f000 rader. Dela upp den i flera filer och läs in dem var för sig.';
    expect(await problemOf(csvOf(rows))).toBe(text);
    expect(await problemOf(sheetOf(sheetXml(rows)))).toBe(text);
  });

  it('of more than 50 MB is refused unread', async () => {
    expect(await problemOf(new Uint8Array(50 * megabyte + 1))).toContain('Filen är större än 50 MB.');
  });

  it('lets other work in while it is read', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await readTable(csvOf(200_000), '');
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });

  it('of spaces alone does not keep the reader busy', async () => {
    const cell = `x${' '.repeat(32_000)}x`;
    const started = performance.now();
    await readTable(utf8(`a;b\n${`${cell};${cell}\n`.repeat(100)}`), '');
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

/** Rewrites what the directory of a package claims about the size of its largest part. */
const claiming = (bytes: Uint8Array, real: number, claimed: number): Uint8Array => {
  const changed = bytes.slice();
  const view = new DataView(changed.buffer);
  for (let at = 0; at + 46 < changed.length; at++) {
    if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) === real) {
      view.setUint32(at + 24, claimed, true);
    }
  }
  return changed;
};

describe('a file that unpacks to far more than it is', () => {
  const bomb = (size: number): Uint8Array => {
    const parts = Object.entries(workbookParts({ sheets: [{ name: 'Blad1', rows: '' }] }));
    return zipSync({
      ...Object.fromEntries(parts.map(([name, text]) => [name, strToU8(text)])),
      'xl/worksheets/sheet1.xml': new Uint8Array(size).fill(0x20),
    });
  };

  it('is refused before anything is unpacked', async () => {
    const bytes = bomb(400 * megabyte);
    expect(bytes.length).toBeLessThan(0.5 * megabyte);
    const before = process.memoryUsage.rss();
    const started = performance.now();
    expect(await problemOf(bytes)).toContain('Filen packar upp till orimligt mycket innehåll');
    expect(performance.now() - started).toBeLessThan(1000);
    expect(process.memoryUsage.rss() - before).toBeLessThan(200 * megabyte);
  });

  it('is stopped while unpacking when it lies about its size', async () => {
    const bytes = claiming(bomb(40 * megabyte), 40 * megabyte, 7 * megabyte);
    const started = performance.now();
    expect(await problemOf(bytes)).toContain('Filen är skadad.');
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it.each<[string, string]>([
    ['elements inside each other', '<a>'.repeat(1_000_000)],
    ['one endless text', `<worksheet>${'x'.repeat(3_000_000)}`],
    ['one endless tag', `<worksheet ${'a="1" '.repeat(10)}${'b'.repeat(3_000_000)}`],
    ['one cell of many pieces', `<worksheet><sheetData><row><c t="str">${'<v>xxxxxxxx</v>'.repeat(100_000)}`],
  ])('is stopped when it is %s', async (_, xml) => {
    const parts = workbookParts({ sheets: [{ name: 'Blad1', rows: '' }] });
    expect(await problemOf(packed({ ...parts, 'xl/worksheets/sheet1.xml': xml }))).not.toBe('');
  });

  it('is refused when it has thousands of parts', async () => {
    const parts = Object.fromEntries(Array.from({ length: 2500 }, (_, index) => [`p${index}`, 'x']));
    expect(await problemOf(packed(parts))).toContain('Filen packar upp till orimligt mycket innehåll');
  });

  it('is refused when one byte of its content has changed', async () => {
    const bytes = zipSync(
      Object.fromEntries(
        Object.entries(workbookParts({ sheets: [{ name: 'Blad1', rows: textRow(1, 'BETYG') }] })).map(
          ([name, text]) => [name, [strToU8(text), { level: 0 }]],
        ),
      ),
    );
    const at = Buffer.from(bytes).indexOf('BETYG');
    bytes[at] = 0x58;
    expect(await problemOf(bytes)).toContain('Filen är skadad.');
  });
});
