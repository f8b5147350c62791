import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, figuresIn, type Prose, type Run } from '#app/documents/index.ts';
import { addDays } from '#app/shared/date.ts';
import { formatDate } from '#app/shared/swedish.ts';
import { distributionChapters } from './chapters.ts';
import { anyReading, largeReading, sketchReading, sketchUnit } from './distribution.fixture.ts';
import { questions } from './questions.ts';

const proseOf = (block: Block): readonly Prose[] => {
  switch (block.kind) {
    case 'paragraph':
    case 'note':
    case 'quote':
      return [block.text];
    case 'list':
      return block.items;
    case 'table':
      return [
        [block.caption],
        ...(block.note ? [block.note] : []),
        ...block.rows.flatMap(row =>
          row.cells.map((cell): Prose => (typeof cell === 'string' ? [cell] : 'code' in cell ? [] : cell)),
        ),
      ];
    case 'picture':
      return [
        [block.title],
        ...block.table.rows.flatMap(row =>
          row.cells.map((cell): Prose => (typeof cell === 'string' ? [cell] : 'code' in cell ? [] : cell)),
        ),
      ];
    case 'heading':
      return [[block.text]];
    default:
      return [];
  }
};

const plainText = (run: Run): string =>
  typeof run === 'string' ? run : run.kind === 'figure' ? '' : run.text;

/** What is left of the text when dates, names of units and the paragraphs of the ordinance are taken away. */
const withoutNames = (text: string, dates: readonly string[]): string =>
  dates
    .reduce((rest, date) => rest.replaceAll(formatDate(date), ''), text)
    .replace(/skola-\d+/g, '')
    .replace(/omrade-\d+/g, '')
    .replace(/enligt 1[67] §/g, '');

describe('a chapter', () => {
  it('has no digit that is not a figure', () => {
    fc.assert(
      fc.property(anyReading, fc.integer({ min: 1, max: 400 }), (reading, days) => {
        const compare = { on: addDays(reading.on, -days) };
        for (const chapter of distributionChapters(reading, { compare }))
          for (const runs of chapter.blocks.flatMap(proseOf)) {
            const text = withoutNames(runs.map(plainText).join(''), [reading.on, compare.on]);
            expect(text).not.toMatch(/\d/);
          }
      }),
      { numRuns: 60 },
    );
  });

  it('is written in whole sentences', () => {
    fc.assert(
      fc.property(anyReading, reading => {
        for (const chapter of distributionChapters(reading, { compare: { on: addDays(reading.on, -200) } }))
          for (const block of chapter.blocks.filter(one => one.kind === 'paragraph')) {
            const text = block.text
              .map(run => (typeof run === 'string' ? run : run.kind === 'figure' ? '5' : run.text))
              .join('');
            expect(text).toMatch(/[.]$/);
            expect(text).not.toMatch(/ {2}| [.,:]|\.\.|undefined|null|NaN/);
            // Two numbers beside each other run together: 'den 23 november 2026 53 tjänster'.
            expect(text).not.toMatch(/\d \d/);
          }
      }),
      { numRuns: 60 },
    );
  });

  it('lists the figures that stand in it, each with a question that can be explained', () => {
    const chapters = distributionChapters(largeReading(30), { compare: { on: '2025-11-23' } });
    expect(chapters.map(chapter => chapter.key)).toEqual(['fordelning', 'anvandning', 'forandring']);
    for (const chapter of chapters) {
      expect(chapter.figures.length).toBeGreaterThan(5);
      for (const figure of chapter.figures) expect(Object.keys(questions)).toContain(figure.question);
    }
  });

  it('has every number of a picture that refers to a table in that table', () => {
    fc.assert(
      fc.property(anyReading, reading => {
        const compare = { on: addDays(reading.on, -200) };
        for (const { blocks } of distributionChapters(reading, { compare })) {
          const tables = blocks.filter(block => block.kind === 'table');
          for (const picture of blocks.filter(block => block.kind === 'picture')) {
            if (picture.tableStands === undefined) continue;
            const table = tables.filter(one => one.caption === picture.tableStands);
            expect(table).toHaveLength(1);
            const stands = new Set(figuresIn({ blocks: table }).map(figure => figure.code));
            for (const figure of figuresIn({ blocks: [picture] })) expect(stands).toContain(figure.code);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('groups the table by area, with totals, where there are many units', () => {
    const [spread] = distributionChapters(largeReading(100));
    const table = spread?.blocks.find(block => block.kind === 'table');
    if (table?.kind !== 'table') throw new Error('There is no table');
    expect(table.rows).toHaveLength(100 + 4 + 1);
    expect(table.rows.at(-1)).toMatchObject({ total: true });
  });

  it('says that there is nothing where there is nothing', () => {
    const nothing = distributionChapters(sketchReading('2026-11-23', {}));
    expect(nothing.map(chapter => chapter.key)).toEqual(['fordelning']);
    expect(nothing[0]?.figures).toEqual([]);
    const units = [sketchUnit({ id: 'Ekskolan', parentId: null })];
    const [empty] = distributionChapters(sketchReading('2026-11-23', { units }));
    expect(JSON.stringify(empty?.blocks)).toContain('inga karriärtjänster');
  });
});
