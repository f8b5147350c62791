import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Block, type Clauses, heading, link, paragraph, picture } from './block.ts';
import { cleanText, heldTogether, safeHref } from './clean-text.ts';
import { bars, dotStrip, sampleManuscript } from './document.fixture.ts';
import { setBlocks, setDocument } from './typeset.ts';

const clauseTexts = (style: Clauses['style'], items: readonly string[]): readonly string[] =>
  setBlocks([{ kind: 'clauses', style, items: items.map(item => [item]) }]).flatMap(block =>
    block.kind === 'clauses' ? block.items.map(item => item.map(run => run.text).join('')) : [],
  );

describe('the points of a proposal', () => {
  test.each([
    [['godkänna rapporten'], ['att godkänna rapporten.']],
    [
      ['godkänna rapporten', 'ge förvaltningschefen i uppdrag att återkomma'],
      ['att godkänna rapporten,', 'samt att ge förvaltningschefen i uppdrag att återkomma.'],
    ],
    [
      ['a', 'b', 'c'],
      ['att a,', 'att b,', 'samt att c.'],
    ],
    [
      ['redan punkt.', 'redan komma,'],
      ['att redan punkt,', 'samt att redan komma.'],
    ],
  ])('as att-satser, %j reads %j', (items, expected) => {
    expect(clauseTexts('attSatser', items)).toEqual(expected);
  });

  test('as numbered sentences stand as they were written', () => {
    expect(clauseTexts('numbered', ['Nämnden godkänner rapporten.'])).toEqual([
      'Nämnden godkänner rapporten.',
    ]);
  });
});

describe('headings', () => {
  const levels = (blocks: readonly Block[]) =>
    setBlocks(blocks, { numberedHeadings: true }).flatMap(block =>
      block.kind === 'heading' ? [[block.level, block.number]] : [],
    );

  test('are numbered by section', () => {
    expect(
      levels([heading(1, 'a'), heading(2, 'b'), heading(2, 'c'), heading(1, 'd'), heading(2, 'e')]),
    ).toEqual([
      [1, '1'],
      [2, '1.1'],
      [2, '1.2'],
      [1, '2'],
      [2, '2.1'],
    ]);
  });

  test('never skip a level, whatever was written', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(1 as const, 2 as const, 3 as const)), written => {
        let previous = 0;
        for (const block of setBlocks(written.map(level => heading(level, 'Rubrik')))) {
          const level = block.kind === 'heading' ? block.level : 0;
          if (level > previous + 1) return false;
          previous = level;
        }
        return true;
      }),
    );
  });

  test('of an empty section in a draft are followed by words that say so', () => {
    const blocks = [heading(1, 'Beredning'), heading(1, 'Förslag')];
    expect(setBlocks(blocks, { draft: true }).map(block => block.kind)).toEqual([
      'heading',
      'placeholder',
      'heading',
      'placeholder',
    ]);
    expect(setBlocks(blocks).map(block => block.kind)).toEqual(['heading', 'heading']);
  });
});

describe('tables', () => {
  test('give every row as many cells as there are columns', () => {
    const [table] = setBlocks([
      {
        kind: 'table',
        caption: 'Ojämn',
        columns: [
          { head: 'a', align: 'text' },
          { head: 'b', align: 'number' },
        ],
        rows: [{ cells: ['x'] }, { cells: ['x', '1', 'för mycket'] }],
      },
    ]);
    expect(table?.kind === 'table' && table.rows.map(row => row.cells.length)).toEqual([2, 2]);
  });

  test('too wide for paper have their values written out', () => {
    const [, matrix] = setDocument(sampleManuscript).behindPictures;
    expect(matrix?.columns.map(column => column.head)).toEqual(['Enhet', 'Värden']);
    expect(matrix?.rows[0]?.cells[1]?.map(run => run.text).join('')).toBe(
      'Matematik 1, Svenska 1, Ämnesövergripande 1',
    );
  });
});

describe('a picture whose numbers stand in a table of the document', () => {
  const table = (caption: string): Block => ({
    kind: 'table',
    caption,
    columns: [{ head: 'Enhet', align: 'text' }],
    rows: [{ cells: ['Ekskolan'] }],
  });
  const documentWith = (tableStands: string) =>
    setDocument({
      ...sampleManuscript,
      blocks: [
        table('Annat'),
        picture(dotStrip, { tableStands }),
        table('Tjänster per enhet'),
        picture(bars),
      ],
    });
  const standing = (document: ReturnType<typeof documentWith>) =>
    document.blocks.flatMap(block => (block.kind === 'picture' ? [block.tableStands] : []));

  test('refers to it and is left out of the tables last on paper', () => {
    const document = documentWith('Tjänster per enhet');
    expect(standing(document)).toEqual(['Tabell 2', '']);
    expect(document.behindPictures.map(({ label }) => label)).toEqual(['Bild 2']);
    expect(document.behindRemark).toBe('Talen i bild 1 står i tabell 2.');
  });

  test('keeps its table last when the document has no such table', () => {
    const document = documentWith('Borttagen tabell');
    expect(standing(document)).toEqual(['', '']);
    expect(document.behindPictures.map(({ label }) => label)).toEqual(['Bild 1', 'Bild 2']);
    expect(document.behindRemark).toBe('');
  });
});

describe('texts', () => {
  test('lose what cannot be written and what cannot be seen', () => {
    expect(cleanText('a\u0000b\u202ec\u2066d\ufeff\ud800\uffffe\u0007')).toBe('abcde');
    expect(cleanText('rad\r\nrad')).toBe('rad rad');
    expect(cleanText('A\u030ase')).toBe('Åse');
  });

  test('end no line between a paragraph sign and its number, or a day and its month', () => {
    expect(heldTogether('Den 17 mars 2017, § 23, och 2 § skollagen')).toBe(
      'Den 17\u00a0mars 2017, §\u00a023, och 2 § skollagen',
    );
    expect(heldTogether('117 marsvin')).toBe('117 marsvin');
  });

  test('keep everything else, in any script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const cleaned = cleanText(text);
        return cleanText(cleaned) === cleaned;
      }),
    );
    expect(cleanText('Łódź – Ångström “x” 漢字 🏫 1\u202f234')).toBe(
      'Łódź – Ångström “x” 漢字 🏫 1\u202f234',
    );
  });
});

describe('links', () => {
  test.each(['https://www.skolverket.se/', 'mailto:a@b.se', '/rapporter/2025-26', '#avsnitt-1'])(
    'lead to %s',
    href => {
      expect(safeHref(href)).toBe(href);
    },
  );

  test.each([
    'javascript:alert(1)',
    'java\u0000script:alert(1)',
    'data:text/html,x',
    '//annan.se',
    ' vbscript:x',
    'file:///etc',
  ])('never lead to %j', href => {
    expect(safeHref(href)).toBeNull();
    expect(setBlocks([paragraph([link('text', href)])])).toEqual([
      { kind: 'paragraph', runs: [{ kind: 'text', text: 'text' }] },
    ]);
  });
});
