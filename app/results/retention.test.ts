import { describe, expect, it } from 'vitest';
import type { ReceivedDelivery } from './delivery.ts';
import { dueForDisposal, retentionYears } from './retention.ts';

const delivery = (more: Partial<ReceivedDelivery>): ReceivedDelivery => ({
  scope: { kind: 'np_ak9', schoolUnitCode: '99000001', academicYear: 2009, semester: null },
  ...{ id: 'd', scale: 'A–F', state: 'gäller', version: 1, fingerprint: '', rows: 1, pupils: 1 },
  ...{ linkedPupils: null, cellCount: 1, notices: {}, receivedAt: new Date(0), receivedBy: null },
  ...{ replacedAt: null, withdrawn: null, disposedAt: null },
  ...more,
});
const replaced = (day: string): Partial<ReceivedDelivery> => ({
  state: 'ersatt',
  replacedAt: new Date(`${day}T10:00:00Z`),
});

describe('the cells of a delivery', () => {
  it.each<[string, Partial<ReceivedDelivery>, string, boolean]>([
    ['in force, the day before', {}, '2025-06-29', false],
    ['in force, fifteen years after the academic year', {}, '2025-06-30', true],
    ['replaced, the day before', replaced('2024-11-23'), '2026-11-22', false],
    ['replaced two years ago', replaced('2024-11-23'), '2026-11-23', true],
    ['withdrawn, the day before', { ...replaced('2024-11-23'), state: 'återkallad' }, '2026-11-22', false],
    ['withdrawn two years ago', { ...replaced('2024-11-23'), state: 'återkallad' }, '2026-11-23', true],
    ['replaced on a leap day', replaced('2024-02-29'), '2026-02-28', true],
    ['disposed of already', { ...replaced('2020-01-01'), disposedAt: new Date() }, '2026-11-23', false],
  ])('%s', (_, more, today, due) =>
    expect(dueForDisposal([delivery(more)], today)).toHaveLength(due ? 1 : 0),
  );

  it('go when the authority’s own plan says, where it says otherwise', () => {
    const due = (years: number) =>
      dueForDisposal([delivery({})], '2020-06-30', { ...retentionYears, gällande: years }).length;
    expect([due(10), due(11)]).toEqual([1, 0]);
  });

  it('that have waited longest come first', () => {
    const due = dueForDisposal(
      [
        delivery({ id: 'later', ...replaced('2021-01-01') }),
        delivery({ id: 'earlier', ...replaced('2020-01-01') }),
      ],
      '2026-11-23',
    );
    expect(due.map(one => one.delivery.id)).toEqual(['earlier', 'later']);
  });
});
