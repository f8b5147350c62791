import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '#app/shared/date.ts';
import {
  movedTo,
  type Placed,
  placedSince,
  placedWithin,
  stretchesOf,
  takenOver,
  unitIdOn,
} from './placement.ts';

/** First at Björkskolan, from August 2025 at Ekskolan, from 2026 at Åskolan. */
const moved: Placed = {
  unitId: 'Åskolan',
  earlierUnits: [
    { unitId: 'Björkskolan', endsOn: '2025-07-31' },
    { unitId: 'Ekskolan', endsOn: '2025-12-31' },
  ],
};

const always = { startsOn: '2024-08-01', endsOn: null };

describe('a position that is moved', () => {
  it.each([
    ['2024-08-01', 'Björkskolan'],
    ['2025-07-31', 'Björkskolan'],
    ['2025-08-01', 'Ekskolan'],
    ['2025-12-31', 'Ekskolan'],
    ['2026-01-01', 'Åskolan'],
  ])('stands on %s at %s', (day, unit) => expect(unitIdOn(moved, day)).toBe(unit));

  it('stands where it stands since the day after it left the last', () => {
    expect(placedSince(moved)).toBe('2026-01-01');
    expect(placedSince({ unitId: 'Åskolan', earlierUnits: [] })).toBeNull();
  });

  it('keeps where it was before the day, and forgets moves that were to come', () => {
    expect(movedTo(moved, 'Nyskolan', '2025-10-01', always)).toEqual({
      unitId: 'Nyskolan',
      earlierUnits: [
        { unitId: 'Björkskolan', endsOn: '2025-07-31' },
        { unitId: 'Ekskolan', endsOn: '2025-09-30' },
      ],
    });
  });

  it('was there all along when it is moved from its first day', () =>
    expect(movedTo(moved, 'Nyskolan', '2024-08-01', always)).toEqual({
      unitId: 'Nyskolan',
      earlierUnits: [],
    }));

  it('has not moved when it is moved to where it stood', () =>
    expect(movedTo(moved, 'Björkskolan', '2025-08-01', always)).toEqual({
      unitId: 'Björkskolan',
      earlierUnits: [],
    }));

  it.each<[string, string | null, Placed]>([
    ['2024-08-01', null, moved],
    ['2025-09-01', null, { unitId: 'Åskolan', earlierUnits: [{ unitId: 'Ekskolan', endsOn: '2025-12-31' }] }],
    ['2026-02-01', null, { unitId: 'Åskolan', earlierUnits: [] }],
    [
      ...(['2024-08-01', '2025-12-31'] as const),
      { unitId: 'Ekskolan', earlierUnits: [{ unitId: 'Björkskolan', endsOn: '2025-07-31' }] },
    ],
    ['2024-08-01', '2025-06-30', { unitId: 'Björkskolan', earlierUnits: [] }],
  ])('from %s to %s has stood only where it has a day', (startsOn, endsOn, expected) =>
    expect(placedWithin(moved, { startsOn, endsOn })).toEqual(expected),
  );

  it('is told stretch by stretch', () =>
    expect(stretchesOf(moved, { startsOn: '2024-08-01', endsOn: '2026-06-30' })).toEqual([
      { unitId: 'Björkskolan', startsOn: '2024-08-01', endsOn: '2025-07-31' },
      { unitId: 'Ekskolan', startsOn: '2025-08-01', endsOn: '2025-12-31' },
      { unitId: 'Åskolan', startsOn: '2026-01-01', endsOn: '2026-06-30' },
    ]));

  it('goes to the unit that takes over, and then where it was to go anyhow', () =>
    expect(takenOver(moved, always, ['Ekskolan', 'Tallskolan'], 'Nyskolan', '2025-10-01')).toEqual({
      unitId: 'Åskolan',
      earlierUnits: [
        { unitId: 'Björkskolan', endsOn: '2025-07-31' },
        { unitId: 'Ekskolan', endsOn: '2025-09-30' },
        { unitId: 'Nyskolan', endsOn: '2025-12-31' },
      ],
    }));

  it('stays when it has left before another takes over', () =>
    expect(takenOver(moved, always, ['Björkskolan'], 'Nyskolan', '2025-10-01')).toEqual(moved));

  it('stands, after any moves, where the latest move said on its day, and before it as it did', () => {
    const day = fc.integer({ min: 0, max: 900 }).map(days => addDays('2024-08-01', days));
    const unit = fc.constantFrom('A', 'B', 'C');
    const move = fc.record({ unit, on: day });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 6 }), move, day, (moves, last, asked) => {
        const start: Placed = { unitId: 'A', earlierUnits: [] };
        const before = moves.reduce((one, { unit, on }) => movedTo(one, unit, on, always), start);
        const after = movedTo(before, last.unit, last.on, always);
        expect(unitIdOn(after, asked)).toBe(asked >= last.on ? last.unit : unitIdOn(before, asked));
        expect(after.earlierUnits.map(one => one.endsOn)).toEqual(
          after.earlierUnits.map(one => one.endsOn).sort(),
        );
      }),
    );
  });
});
