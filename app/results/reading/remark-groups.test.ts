import { describe, expect, it } from 'vitest';
import type { RowRemark } from '../reading.ts';
import { remarkGroups } from './remark-groups.ts';

const remark = (row: number | null, text: string, more: Partial<RowRemark> = {}): RowRemark => ({
  ...{ rule: 'årskurs finns inte vid skolenheten', isRefusal: true, file: 'np9.csv', row },
  ...{ column: 'Årskurs', written: '9', text },
  ...more,
});
const wrongLevel = (row: number) => remark(row, `Rad ${row}: årskurs '9' hör inte till den här inlämningen.`);

describe('what is wrong with a file', () => {
  it('is told once for each cause, with how many rows and the first of them', () =>
    expect(remarkGroups(Array.from({ length: 2080 }, (_, at) => wrongLevel(at + 2)))).toMatchObject([
      {
        ...{ text: "årskurs '9' hör inte till den här inlämningen.", count: 2080, written: '9' },
        rows: [2, 3, 4, 5, 6],
      },
    ]));

  it('is told without the row, which stands beside, also when it is wrong on one row', () =>
    expect(remarkGroups([wrongLevel(7)])).toMatchObject([
      { text: "årskurs '9' hör inte till den här inlämningen.", count: 1, rows: [7] },
    ]));

  it('begins with what is told of the whole file', () =>
    expect(
      remarkGroups([wrongLevel(2), remark(null, 'Filen ser ut att vara ett annat slag.')]).map(
        ({ text }) => text,
      ),
    ).toEqual(['Filen ser ut att vara ett annat slag.', "årskurs '9' hör inte till den här inlämningen."]));

  it('is told apart by file, and shows no value where the rows have different ones', () => {
    const other = { ...wrongLevel(2), file: 'np9-b.csv' };
    expect(remarkGroups([wrongLevel(2), other])).toHaveLength(2);
    expect(remarkGroups([wrongLevel(2), { ...wrongLevel(3), written: 'åk 9' }])).toMatchObject([
      { count: 2, written: null },
    ]);
  });
});
