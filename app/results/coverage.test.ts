import { describe, expect, it } from 'vitest';
import { coverageOf } from './coverage.ts';
import type { KnownUnit, ReceivedDelivery } from './delivery.ts';

const unit = (name: string, more: Partial<KnownUnit> = {}): KnownUnit => ({
  ...{ schoolUnitCode: '99000001', name, schoolForms: ['GR'], yearLevels: ['7', '8', '9'] },
  ...{ startsOn: '2015-07-01', endsOn: null },
  ...more,
});
const delivery = (more: Partial<ReceivedDelivery['scope']> = {}): ReceivedDelivery => ({
  scope: { kind: 'np_ak9', schoolUnitCode: '99000001', academicYear: 2025, semester: null, ...more },
  ...{ id: 'd', scale: 'A–F', state: 'gäller', version: 1, fingerprint: '', rows: 1, pupils: 1 },
  ...{ linkedPupils: null, cellCount: 1, notices: {}, receivedAt: new Date(0), receivedBy: null },
  ...{ replacedAt: null, withdrawn: null, disposedAt: null },
});

const today = '2026-11-23';

describe('what an academic year has and lacks', () => {
  it('is what each unit teaches', () => {
    const lower = unit('Lilla skolan', { schoolUnitCode: '99000002', yearLevels: ['F', '1', '2', '3'] });
    const { kinds, rows } = coverageOf(2025, [unit('Stora skolan'), lower], [delivery()], today);
    expect(kinds).toEqual(['np_ak3', 'np_ak9', 'slutbetyg']);
    expect(
      rows.map(row => row.cells.map(({ places }) => places.map(place => place.delivery?.id ?? null))),
    ).toEqual([
      [[], ['d'], [null]],
      [[null], [], []],
    ]);
  });

  it('leaves out units that were not open, and other school forms', () => {
    const ended = unit('Gamla skolan', { endsOn: '2024-06-30' });
    const upper = unit('Gymnasiet', { schoolForms: ['GY'], yearLevels: [] });
    expect(coverageOf(2025, [ended, upper], [], today).rows).toEqual([]);
  });

  it('has both semesters of a kind that is delivered twice a year', () => {
    const autumn = delivery({ kind: 'betyg_termin', semester: 'HT' });
    const { kinds, rows } = coverageOf(2025, [unit('Stora skolan')], [autumn], today);
    const at = kinds.indexOf('betyg_termin');
    expect(
      rows[0]?.cells[at]?.places.map(({ semester, delivery: found }) => [semester, found !== null]),
    ).toEqual([
      ['HT', true],
      ['VT', false],
    ]);
  });

  it('expects again what a unit delivered the year before, of any kind, and says what cannot have come', () => {
    const upper = unit('Gymnasiet', { schoolForms: ['GY'], yearLevels: [] });
    const grades = delivery({ kind: 'kursbetyg', academicYear: 2025 });
    const autumn = delivery({ kind: 'modersmal', academicYear: 2025, semester: 'HT' });
    const told = (day: string) => {
      const { kinds, rows } = coverageOf(2026, [upper, unit('Stora skolan')], [grades], day);
      return rows[0]?.cells[kinds.indexOf('kursbetyg')]?.places;
    };
    expect(told(today)).toEqual([{ semester: null, delivery: null, isAwaited: true }]);
    expect(told('2027-06-10')).toEqual([{ semester: null, delivery: null, isAwaited: false }]);
    const mother = coverageOf(2026, [unit('Stora skolan')], [autumn], '2026-12-18');
    expect(mother.kinds).toContain('modersmal');
    expect(
      mother.rows[0]?.cells[mother.kinds.indexOf('modersmal')]?.places.map(({ isAwaited }) => isAwaited),
    ).toEqual([false, true]);
  });

  it('does not count what is replaced, or of another year', () => {
    const replaced: ReceivedDelivery = { ...delivery(), state: 'ersatt' };
    const { rows } = coverageOf(
      2025,
      [unit('Stora skolan')],
      [replaced, delivery({ academicYear: 2024 })],
      today,
    );
    expect(rows.flatMap(row => row.cells.flatMap(({ places }) => places.map(one => one.delivery)))).toEqual([
      null,
      null,
    ]);
  });
});
