import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testCell } from './cell.fixture.ts';
import { type Delivery, deliveryFaults, deliveryText, scopeText } from './delivery.ts';

const subjects = [
  { name: 'Matematik', code: 'MA' },
  { name: 'Svenska', code: 'SV' },
];
const delivery = (more: Partial<Delivery> = {}): Delivery => ({
  scope: { kind: 'np_ak9', schoolUnitCode: '99000001', academicYear: 2025, semester: null },
  scale: 'A–F',
  rows: 8,
  pupils: 4,
  linkedPupils: null,
  notices: {},
  cells: [testCell(['A', 'B', 'C', 'F']), testCell(['C', 'C', 'D', 'E'], { subject: 'Svenska' })],
  ...more,
});

describe('what a delivery says', () => {
  it('is the same whatever the order of its cells and their parts', () =>
    fc.assert(
      fc.property(
        fc.shuffledSubarray(delivery().cells as Delivery['cells'][number][], { minLength: 2 }),
        cells => {
          const turned = cells.map(cell => Object.fromEntries(Object.entries(cell).reverse()) as typeof cell);
          expect(deliveryText(delivery({ cells: turned }))).toBe(deliveryText(delivery()));
        },
      ),
    ));

  it('is another when a single pupil has another grade', () => {
    const [first, ...rest] = delivery().cells;
    expect(first).toBeDefined();
    const cells = [testCell(['A', 'B', 'D', 'F']), ...rest];
    expect(deliveryText(delivery({ cells }))).not.toBe(deliveryText(delivery()));
  });

  it('tells scopes apart', () => {
    const { scope } = delivery();
    const others = [
      { ...scope, kind: 'np_ak6' as const },
      { ...scope, schoolUnitCode: '99000002' },
      { ...scope, academicYear: 2024 },
      { ...scope, semester: 'HT' as const },
    ];
    expect(new Set([scope, ...others].map(scopeText)).size).toBe(5);
  });
});

describe('a delivery that a program made rightly', () => {
  it('has no fault', () => expect(deliveryFaults(delivery(), subjects)).toEqual([]));

  it('may be of a unit without any pupil', () =>
    expect(deliveryFaults(delivery({ rows: 0, pupils: 0, cells: [] }), subjects)).toEqual([]));
});

describe('a delivery is refused when', () => {
  const [first] = delivery().cells;
  it.each<[string, Partial<Delivery>]>([
    ['semester fits the kind', { scope: { ...delivery().scope, semester: 'VT' }, cells: [] }],
    ['scale is in force', { scale: 'kravnivå', cells: [] }],
    ['scale is in force', { scope: { ...delivery().scope, academicYear: 2009 }, cells: [] }],
    ['cells belong to the scope', { cells: [testCell(['A'], { schoolUnitCode: '99000002' })] }],
    ['cells belong to the scope', { cells: [testCell(['A'], { academicYear: 2024 })] }],
    ['cells have measures, levels and subjects of the kind', { cells: [testCell(['A'], { level: '6' })] }],
    [
      'cells have measures, levels and subjects of the kind',
      { cells: [testCell(['A'], { measure: 'betygspoäng' })] },
    ],
    [
      'cells have measures, levels and subjects of the kind',
      { cells: [testCell(['A'], { subject: 'Anna Andersson' })] },
    ],
    ['no two cells say the same', { cells: first ? [first, first] : [] }],
    ['cells hold no more pupils than the delivery', { pupils: 3 }],
    ['cells hold no more pupils than the delivery', { rows: 3, pupils: 4 }],
    ['cells hold no more pupils than the delivery', { linkedPupils: 5 }],
    ['gender groups are parts of all', { cells: [testCell(['A'], { group: 'flickor' })] }],
    ['counts are whole', { rows: 4.5 }],
    ['squares fit the sums', { cells: [testCell(['A', 'F'], { sumSquares: 1 })] }],
  ])('not: %s (%#)', (fault, change) => expect(deliveryFaults(delivery(change), subjects)).toContain(fault));
});
