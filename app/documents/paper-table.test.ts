import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell, Column, Table } from './block.ts';
import { sampleFigure } from './document.fixture.ts';
import { paperTable, TEXT_MM } from './paper-table.ts';
import { setBlocks } from './typeset.ts';

const paperOf = (columns: readonly Column[], rows: readonly (readonly Cell[])[]) => {
  const table: Table = { kind: 'table', caption: 'Tabell', columns, rows: rows.map(cells => ({ cells })) };
  const [set] = setBlocks([table]);
  if (set?.kind !== 'table') throw new Error('The table was left out');
  return paperTable(set);
};
const unit: Column = { head: 'Enhet', align: 'text' };
const numbers = (count: number): readonly Column[] =>
  Array.from({ length: count }, (_, index) => ({ head: `Tal ${index + 1}`, align: 'number' }));
const counted = (value: number | null) => sampleFigure('tjanster.antal', value);

describe('the code of a figure in a table', () => {
  test('stands beside its number when the columns have room', () => {
    const { rows } = paperOf([unit, ...numbers(4)], [['Ekskolan', ...[1, 2, 3, 4].map(counted)]]);
    expect(rows[0]?.cells.map(cell => cell.codes)).toEqual([
      'inline',
      'beside',
      'beside',
      'beside',
      'beside',
    ]);
  });

  test('stands below when the columns are many', () => {
    const values = [12_345, 23_456, 34_567, 45_678, 56_789, 67_890, 78_901];
    const { rows } = paperOf([unit, ...numbers(7)], [['Ekskolan', ...values.map(counted)]]);
    expect(rows[0]?.cells[1]?.codes).toBe('below');
  });

  test('stands below words that say why there is no number', () => {
    const { rows } = paperOf([unit, ...numbers(1)], [['Ekskolan', counted(null)]]);
    expect(rows[0]?.cells[1]?.codes).toBe('below');
  });

  test('keeps its place empty beside a number that has none', () => {
    const { rows } = paperOf(
      [unit, ...numbers(1)],
      [
        ['Ekskolan', counted(3)],
        ['Granskolan', '0'],
      ],
    );
    expect(rows[1]?.cells[1]).toMatchObject({ codes: 'inline', padded: true });
  });
});

describe('a row on paper', () => {
  test('may be divided only when it is very high', () => {
    const { rows } = paperOf(
      [unit, { head: 'Ämnen', align: 'text' }],
      [
        ['Ekskolan', 'matematik'],
        ['Granskolan', 'svenska, '.repeat(900)],
      ],
    );
    expect(rows.map(row => row.tall)).toEqual([false, true]);
  });
});

test('the columns of any table fill the text and no more', () => {
  const column = fc.record<Column>({ head: fc.string(), align: fc.constantFrom('text', 'number') });
  fc.assert(
    fc.property(
      fc.array(column, { minLength: 1, maxLength: 8 }),
      fc.array(fc.array(fc.string({ maxLength: 300 }), { maxLength: 8 }), { maxLength: 5 }),
      (columns, rows) => {
        const { widths } = paperOf(columns, rows);
        const whole = widths.reduce((sum, width) => sum + width, 0);
        return whole <= TEXT_MM + 0.001 && widths.every(width => width > 0);
      },
    ),
  );
});
