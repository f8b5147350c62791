import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { type Block, heading, type Manuscript, paragraph, prose } from './block.ts';
import { longManuscript, sampleFigure, sampleManuscript } from './document.fixture.ts';
import { figuresIn } from './figure-list.ts';
import { renderHtmlDocument } from './html-document.tsx';
import { renderPdf } from './pdf.ts';
import { renderWord } from './word.ts';

const run = promisify(execFile);
const hasPoppler = spawnSync('pdfinfo', ['-v']).error === undefined;
if (!hasPoppler)
  process.stdout.write(
    'SKIPPED: poppler (pdfinfo, pdftotext) is not installed, so the PDF is not read back.\n',
  );

const withFile = async <Result>(
  bytes: Uint8Array,
  use: (path: string) => Promise<Result>,
): Promise<Result> => {
  const folder = await mkdtemp(join(tmpdir(), 'samsyn-document-'));
  try {
    const path = join(folder, 'document.pdf');
    await writeFile(path, bytes);
    return await use(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
const readPdf = (bytes: Uint8Array, program: string, options: readonly string[]): Promise<string> =>
  withFile(bytes, async path => {
    const after = program === 'pdftotext' ? ['-'] : [];
    const { stdout } = await run(program, [...options, path, ...after], { maxBuffer: 64_000_000 });
    return stdout;
  });

const wordParts = (docx: Uint8Array): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(unzipSync(docx))
      .filter(([name]) => /\.(xml|rels|svg)$/u.test(name))
      .map(([name, bytes]) => [name, strFromU8(bytes)]),
  );
const wordText = (docx: Uint8Array): string =>
  (wordParts(docx)['word/document.xml'] ?? '')
    .replaceAll(/<\/w:p>/g, '\n')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

const parseXml = (xml: string): void => {
  const parser = new SaxesParser();
  parser.on('error', error => {
    throw error;
  });
  parser.write(xml).close();
};

type Word = {
  readonly page: number;
  readonly text: string;
  readonly box: readonly [number, number, number, number];
};
/** What pdftotext -bbox says: each word with its left, top, right and bottom in points. */
const wordsIn = (listing: string): readonly Word[] =>
  listing.split('<page ').flatMap((part, page) =>
    [
      ...part.matchAll(/xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/gu),
    ].map(
      ([, left, top, right, bottom, text = '']): Word => ({
        page,
        text,
        box: [Number(left), Number(top), Number(right), Number(bottom)],
      }),
    ),
  );
const points = (millimetres: number) => (millimetres / 25.4) * 72;
/** Outside the text: 30 and 25 mm at the sides, where a full stop may hang out a little, and 10 mm from head and foot. */
const isOutside = ({ box: [left, top, right, bottom] }: Word): boolean =>
  left < points(30) - 3 || right > points(210 - 25) + 3 || top < points(10) || bottom > points(297 - 10);
const collide = (a: Word, b: Word): boolean => {
  const across = Math.min(a.box[2], b.box[2]) - Math.max(a.box[0], b.box[0]);
  const down = Math.min(a.box[3], b.box[3]) - Math.max(a.box[1], b.box[1]);
  const height = Math.min(a.box[3] - a.box[1], b.box[3] - b.box[1]);
  return across > 1 && down > height / 2;
};
const collisions = (words: readonly Word[]): readonly string[] =>
  [...Map.groupBy(words, word => word.page)].flatMap(([page, onPage]) =>
    onPage.flatMap((a, index) =>
      onPage
        .slice(index + 1)
        .filter(b => collide(a, b))
        .map(b => `page ${page}: ${a.text} on ${b.text}`),
    ),
  );

const manuscriptOf = (blocks: readonly Block[]): Manuscript => ({ ...sampleManuscript, blocks });

const long = (words: number) => 'geografi, hem- och konsumentkunskap, religionskunskap, '.repeat(words / 6);
/** Few rows that together are higher than a page, and one row that alone is. */
const tallTables = manuscriptOf(
  [
    [5, 60],
    [13, 24],
    [16, 120],
    [3, 900],
  ].flatMap(([rows = 0, words = 0]): readonly Block[] => [
    heading(1, 'Ämnen'),
    {
      kind: 'table',
      caption: `${rows} höga rader`,
      columns: ['Enhet', 'Ämnen med tjänst, och antal', 'Ämnen som läses där utan tjänst'].map(head => ({
        head,
        align: 'text',
      })),
      rows: Array.from({ length: rows }, (_, index) => ({
        cells: [
          `Ekdalagymnasiet samhälle och ekonomi ${index + 1}`,
          prose`matematik ${sampleFigure('tjanster.antal', index, 'antal', { rader: String(rows), rad: String(index) })}, svenska`,
          long(words),
        ],
      })),
    },
  ]),
);

describe('the web document', () => {
  const html = renderHtmlDocument(sampleManuscript);

  test('stands alone: no scripts, nothing to fetch, no style attributes', () => {
    expect(html).toMatch(/^<!doctype html><html lang="sv">/u);
    expect(html).not.toMatch(/<script|<link |<img |@import|url\((?!#)| style="/u);
  });

  test('gives tables captions and heads with scope', () => {
    expect(html).toContain('<caption>');
    expect(html).toContain('<th scope="col" class="number">Elever</th>');
    expect(html).toContain('<th scope="row" class="text">Ekskolan</th>');
    expect(html).toMatch(/<th scope="colgroup" colspan="3" class="group">\s*Tjänster/u);
  });

  test('gives pictures a role, a name, a description and the table behind them', () => {
    expect(html).toContain('role="img"');
    expect(html).toMatch(/<title id="[^"]+">Antalet elever per karriärtjänst/u);
    expect(html).toMatch(/<desc id="[^"]+">Prickdiagram/u);
    expect(html.match(/<details>/gu)).toHaveLength(4);
  });

  test('leads from every figure to its line in the list', () => {
    for (const [, code] of html.matchAll(/class="figure" href="#siffra-([^"]+)"/gu))
      expect(html).toContain(`<li id="siffra-${code}">`);
  });

  test('leads on to the site when its address is known', () => {
    const linked = renderHtmlDocument(sampleManuscript, { siteAddress: 'https://samsyn.example' });
    expect(linked).toContain('href="https://samsyn.example/siffra/S-');
  });

  test('uses every id once', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the Word file', async () => {
  const docx = await renderWord(sampleManuscript);
  const parts = wordParts(docx);
  const body = parts['word/document.xml'] ?? '';

  test('is well-formed XML throughout', () => {
    for (const xml of Object.values(parts)) expect(() => parseXml(xml)).not.toThrow();
  });

  test("uses Word's own styles, so that a municipality's template takes over", () => {
    for (const style of ['Title', 'Heading1', 'Heading2', 'BodyText', 'Caption', 'TableText', 'Quote'])
      expect(body).toContain(`<w:pStyle w:val="${style}"/>`);
  });

  test('is in Swedish', () => {
    expect(parts['word/styles.xml']).toContain('w:val="sv-SE"');
    expect(parts['docProps/core.xml']).toContain('<dc:language>sv-SE</dc:language>');
  });

  test('names the document and the authority in its properties', () => {
    expect(parts['docProps/core.xml']).toContain(`<dc:title>${sampleManuscript.about.title}</dc:title>`);
    expect(parts['docProps/core.xml']).toContain('<dc:creator>Ekdala kommun</dc:creator>');
    expect(parts['docProps/core.xml']).toContain('2026-11-23T00:00:00Z');
  });

  test('repeats the head of each table', () => {
    const tables = body.match(/<w:tblHeader/gu) ?? [];
    // The distribution has two rows of heads, and four tables stand behind pictures.
    expect(tables).toHaveLength(6);
  });

  test('lists the figures in two columns', () => {
    expect(body).toMatch(/<w:cols [^>]*w:num="2"/u);
    expect(body).toContain('<w:pStyle w:val="FigureGroup"/>');
  });

  test('describes each picture for those who do not see it', () => {
    const descriptions = [...body.matchAll(/<wp:docPr [^>]*descr="([^"]+)"/gu)].map(([, text]) => text);
    expect(descriptions).toHaveLength(4);
    expect(descriptions[0]).toMatch(/^Prickdiagram med en rad för varje enhet/u);
  });

  test('carries each picture both as a drawing and as an image', () => {
    const names = Object.keys(unzipSync(docx));
    expect(names.filter(name => name.endsWith('.svg'))).toHaveLength(4);
    expect(names.filter(name => name.endsWith('.png'))).toHaveLength(4);
  });

  test('has the page and the number of pages in the foot', () => {
    const foot = parts['word/footer1.xml'] ?? '';
    expect(foot).toContain('Sida ');
    expect(foot).toContain('NUMPAGES');
    expect(foot).toContain('BUN 2026/118');
  });
});

describe.skipIf(!hasPoppler)('the PDF', async () => {
  const pdf = hasPoppler ? await renderPdf(sampleManuscript) : new Uint8Array();

  test('is tagged, has a title and is marked as PDF/UA-1 in Swedish', async () => {
    const info = await readPdf(pdf, 'pdfinfo', []);
    expect(info).toMatch(/Tagged:\s+yes/u);
    expect(info).toContain(`Title:           ${sampleManuscript.about.title}`);
    expect(info).toMatch(/Page size:.*A4/u);
    const meta = await readPdf(pdf, 'pdfinfo', ['-meta']);
    expect(meta).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(meta).toContain('sv-SE');
  });

  test('has headings, table heads with scope and pictures in its structure', async () => {
    const structure = await readPdf(pdf, 'pdfinfo', ['-struct']);
    for (const tag of [
      /^\s*H1 /mu,
      /^\s*H2 /mu,
      /^\s*H3 /mu,
      /^\s*TH /mu,
      /\/Scope \/Column/u,
      /^\s*LI /mu,
      /^\s*Caption/mu,
    ])
      expect(structure).toMatch(tag);
    expect(structure.match(/^\s*Figure/gmu)).toHaveLength(4);
  });

  test('numbers its pages', async () => {
    const text = await readPdf(pdf, 'pdftotext', ['-layout']);
    expect(text).toMatch(/Sida 1 av \d/u);
    expect(text).toContain('Utkast, inte fastställt.');
  });

  test.each([
    ['the sample', sampleManuscript],
    ['a long document', longManuscript(24)],
    ['tables with rows of any height', tallTables],
  ])('sets no word on another and none in the margin: %s', async (_, manuscript) => {
    const words = wordsIn(await readPdf(await renderPdf(manuscript), 'pdftotext', ['-bbox']));
    expect(words.length).toBeGreaterThan(100);
    expect(words.filter(isOutside)).toEqual([]);
    expect(collisions(words)).toEqual([]);
  });

  test('shows letters that no font has as □ and says so', async () => {
    const odd = await renderPdf(manuscriptOf([paragraph('Skolan \u{1f3eb} i \u{10ffff}\ue000 byn')]));
    const text = await readPdf(odd, 'pdftotext', ['-layout']);
    expect(text).toContain('Skolan');
    expect(text).toContain('□');
    expect(text).toContain('visas i PDF');
  });
});

describe('all three', () => {
  const hostile = [
    '#import "x": *',
    '$ sum_(i=0)^n i $ and $E$',
    '*stark* _kursiv_ `kod`',
    '\\ \\n \\u{41} \\"',
    '<script>alert(1)</script><img src=x onerror=alert(1)>',
    ']]> <!-- --> <?xml ?> &amp; &#0;',
    '</w:t></w:r></w:p><w:p>',
    '#panic("x") #read("/etc/passwd") [x] {y} @ref <label> // /* ~ --- ...',
    '\u202evänd\u202c \u0000nolla\u0007',
    '"; sys.inputs = "',
  ];

  test('show what a user wrote as text, whatever it looks like', async () => {
    const blocks: readonly Block[] = hostile.flatMap((text): readonly Block[] => [
      heading(1, text),
      paragraph(text),
      { kind: 'note', tone: 'warning', head: text, text: [text] },
      { kind: 'clauses', style: 'attSatser', leadIn: text, items: [[text], [text]] },
      {
        kind: 'table',
        caption: text,
        columns: [
          { head: text, align: 'text' },
          { head: text, align: 'number' },
        ],
        rows: [{ cells: [text, text] }],
        note: [text],
        source: text,
      },
      { kind: 'facts', items: [{ term: text, description: [text] }] },
      { kind: 'quote', text: [text], source: text },
      { kind: 'signatures', people: [{ name: text, role: text }] },
    ]);
    const title = hostile.join(' ');
    const manuscript: Manuscript = {
      ...sampleManuscript,
      about: {
        ...sampleManuscript.about,
        title,
        authority: title,
        registryNumber: title,
        author: { name: title, email: title },
        footer: title,
      },
      blocks,
    };
    const html = renderHtmlDocument(manuscript);
    expect(html).not.toMatch(/<script|<img|\u202e/u);
    expect(html).not.toContain(String.fromCharCode(0));
    expect(html).toContain('&lt;script&gt;');
    const docx = await renderWord(manuscript);
    for (const xml of Object.values(wordParts(docx))) expect(() => parseXml(xml)).not.toThrow();
    expect(wordText(docx)).toContain('<script>alert(1)</script>');
    const pdf = await renderPdf(manuscript);
    expect(pdf.length).toBeGreaterThan(1_000);
    if (!hasPoppler) return;
    const text = await readPdf(pdf, 'pdftotext', ['-layout']);
    expect(text).toContain('#panic("x") #read("/etc/passwd")');
    expect(text).toContain('*stark* _kursiv_ `kod`');
  });

  test('render any text at all', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 6 }),
        async texts => {
          const manuscript = manuscriptOf(texts.flatMap(text => [heading(2, text), paragraph(text)]));
          renderHtmlDocument(manuscript);
          const [docx, pdf] = [await renderWord(manuscript), await renderPdf(manuscript)];
          for (const xml of Object.values(wordParts(docx))) parseXml(xml);
          return pdf.length > 0;
        },
      ),
      { numRuns: 25 },
    );
  });

  test('show the code of every figure that is in the document', async () => {
    const arbitraryFigure = fc
      .record({ question: fc.string({ minLength: 1, maxLength: 8 }), value: fc.option(fc.nat(99_999)) })
      .map(({ question, value }) => sampleFigure(question, value));
    const arbitraryBlock: fc.Arbitrary<Block> = arbitraryFigure.chain(figure =>
      fc.constantFrom<Block>(
        paragraph(prose`Antal ${figure}.`),
        { kind: 'list', items: [prose`${figure}`] },
        { kind: 'clauses', style: 'attSatser', items: [prose`anslå ${figure}`] },
        { kind: 'facts', items: [{ term: 'Antal', description: prose`${figure}` }] },
        { kind: 'note', tone: 'unknown', text: prose`${figure}` },
        { kind: 'quote', text: prose`${figure}` },
        {
          kind: 'table',
          caption: 'Antal',
          columns: [
            { head: 'Enhet', align: 'text' },
            { head: 'Antal', align: 'number' },
          ],
          rows: [{ cells: ['Ekskolan', figure] }],
        },
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryBlock, { minLength: 1, maxLength: 8 }), async blocks => {
        const codes = figuresIn({ blocks }).map(figure => figure.code);
        // Every other figure has a name of its own.
        const named = codes.filter((_, index) => index % 2 === 0);
        const manuscript = {
          ...manuscriptOf(blocks),
          figureNames: Object.fromEntries(named.map(code => [code, { group: 'Antal', name: 'Ekskolan' }])),
        };
        const html = renderHtmlDocument(manuscript);
        const word = wordText(await renderWord(manuscript));
        const pdf = hasPoppler
          ? await readPdf(await renderPdf(manuscript), 'pdftotext', [])
          : codes.join(' ');
        return codes.every(code => html.includes(code) && word.includes(code) && pdf.includes(code));
      }),
      { numRuns: 20 },
    );
  });

  test('give the same bytes for the same manuscript', async () => {
    expect(renderHtmlDocument(sampleManuscript)).toBe(renderHtmlDocument(sampleManuscript));
    const [word, wordAgain] = [await renderWord(sampleManuscript), await renderWord(sampleManuscript)];
    expect(Buffer.compare(word, wordAgain)).toBe(0);
    const [pdf, pdfAgain] = [await renderPdf(sampleManuscript), await renderPdf(sampleManuscript)];
    expect(Buffer.compare(pdf, pdfAgain)).toBe(0);
  });

  test('hold an empty document, a document of empty parts and a word without end', async () => {
    const word = 'uppföljningsansvarigförvaltningsövergripande'.repeat(12);
    const manuscripts = [
      manuscriptOf([]),
      manuscriptOf([
        heading(3, ''),
        paragraph(''),
        { kind: 'list', items: [] },
        { kind: 'table', caption: '', columns: [], rows: [] },
        { kind: 'table', caption: 'Tom', columns: [{ head: 'Enhet', align: 'text' }], rows: [] },
        { kind: 'signatures', people: [] },
        { kind: 'pageBreak' },
      ]),
      manuscriptOf([heading(1, word), paragraph(word)]),
      { ...manuscriptOf([]), about: { ...sampleManuscript.about, title: '' } },
    ];
    for (const manuscript of manuscripts) {
      expect(renderHtmlDocument(manuscript)).toContain('</html>');
      for (const xml of Object.values(wordParts(await renderWord(manuscript)))) parseXml(xml);
      expect((await renderPdf(manuscript)).length).toBeGreaterThan(1_000);
    }
  });

  test('hold a long document', async () => {
    const started = performance.now();
    const long = longManuscript(40);
    const html = renderHtmlDocument(long);
    const docx = await renderWord(long);
    const pdf = await renderPdf(long);
    process.stdout.write(`A long document in three forms: ${Math.round(performance.now() - started)} ms.\n`);
    expect(html).toContain('Avsnitt om enhet 40');
    expect(wordText(docx)).toContain('Avsnitt om enhet 40');
    if (hasPoppler)
      expect(Number(/Pages:\s+(\d+)/u.exec(await readPdf(pdf, 'pdfinfo', []))?.[1])).toBeGreaterThan(19);
  });
});

describe('a table on paper', () => {
  const tableOf = (rows: number): Manuscript => ({
    ...sampleManuscript,
    blocks: [
      {
        kind: 'table',
        caption: 'Nivåer',
        columns: ['Kriterium', 'Nivå'].map(head => ({ head, align: 'text' as const })),
        rows: Array.from({ length: rows }, (_, at) => ({ cells: [`K${at + 1}`, 'Står på en rad'] })),
      },
    ],
  });
  /** The rows that stay on the page of the row after them. */
  const staying = async (rows: number): Promise<readonly string[]> => {
    const xml = wordParts(await renderWord(tableOf(rows)))['word/document.xml'] ?? '';
    return [...xml.matchAll(/<w:tr>.*?<\/w:tr>/gs)]
      .map(([row]) => row)
      .filter(row => row.includes('<w:keepNext/>'))
      .flatMap(row => /K\d+/.exec(row)?.[0] ?? []);
  };

  test('is kept together while it is low', async () =>
    expect(await staying(5)).toEqual(['K1', 'K2', 'K3', 'K4']));

  test('is divided when it is high, and leaves no row alone', async () =>
    expect(await staying(40)).toEqual(['K1', 'K39']));
});
