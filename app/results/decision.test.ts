import { describe, expect, it } from 'vitest';
import { sha256 } from '#app/shared/id.ts';
import { testCell } from './cell.fixture.ts';
import {
  type DeliveryQuestion,
  type StandingDelivery,
  type WeighingGrounds,
  weighDelivery,
} from './decision.ts';
import { type Delivery, deliveryText } from './delivery.ts';
import { deliveryOf } from './results.fixture.ts';

const today = '2026-11-23';
const unit = {
  ...{ schoolUnitCode: '99000001', name: 'Björkskolan', schoolForms: ['GR'], yearLevels: ['7', '8', '9'] },
  ...{ startsOn: '2015-07-01', endsOn: null },
};
const subjects = ['Engelska', 'Matematik', 'Svenska'];

/** National tests of so many pupils with a row in each subject. */
const ofSubjects = (pupils: number, names: readonly string[], academicYear = 2025): Delivery => ({
  ...deliveryOf(
    Array.from({ length: pupils }, () => 'C'),
    { academicYear },
  ),
  ...{ rows: pupils * names.length, pupils },
  cells: names.map(subject =>
    testCell(
      Array.from({ length: pupils }, () => 'C'),
      { subject, academicYear },
    ),
  ),
});
const standing = (delivery: Delivery): StandingDelivery => ({
  ...{ id: 'earlier', scope: delivery.scope, version: 2, fingerprint: sha256(deliveryText(delivery)) },
  ...{ pupils: delivery.pupils, rows: delivery.rows },
  subjects: [...new Set(delivery.cells.map(({ subject }) => subject))],
});
const weigh = (
  delivery: Delivery,
  more: Partial<WeighingGrounds> = {},
  isConfirmed = false,
  isYearProposed = true,
) =>
  weighDelivery(
    delivery,
    { standing: [standing(ofSubjects(113, subjects))], units: [unit], published: [], today, ...more },
    { hash: sha256, isConfirmed, isYearProposed },
  );
const reasons = async (...asked: Parameters<typeof weigh>): Promise<DeliveryQuestion['because'][]> => {
  const decision = await weigh(...asked);
  return decision.kind === 'ask' ? decision.questions.map(({ because }) => because) : [];
};

describe('a new delivery', () => {
  it('that says what the one in force says changes nothing, confirmed or not', async () => {
    const same = ofSubjects(113, subjects);
    expect(await weigh(same)).toMatchObject({ kind: 'unchanged' });
    expect(await weigh(same, {}, true)).toMatchObject({ kind: 'unchanged' });
  });

  it.each([
    [113, 'accept'],
    [80, 'accept'],
    [79, 'ask'],
    [0, 'ask'],
  ])('with %d pupils where there were 113: %s', async (pupils, kind) =>
    expect(await weigh({ ...ofSubjects(pupils, subjects), notices: { 'dubbel rad': 1 } })).toMatchObject({
      kind,
    }),
  );

  it('of as many pupils with a third of the rows asks, with both numbers, and names the subjects that are gone', async () =>
    expect(await weigh(ofSubjects(113, ['Svenska']))).toEqual({
      kind: 'ask',
      questions: [
        {
          ...{ because: 'förra inlämningen', pupils: 113, rows: 113 },
          ...{ expectedPupils: 113, expectedRows: 339 },
        },
        { because: 'ämnen saknas', subjects: ['Engelska', 'Matematik'] },
      ],
    }));

  it('asks about one subject that is gone, even when most of the rows are there', async () =>
    expect(
      await reasons(ofSubjects(113, ['Engelska', 'Matematik', 'Svenska']), {
        standing: [standing(ofSubjects(113, [...subjects, 'Kemi']))],
      }),
    ).toEqual(['ämnen saknas']));

  it('that is doubtful is taken in when confirmed', async () =>
    expect(await weigh(ofSubjects(41, ['Svenska']), {}, true)).toMatchObject({
      kind: 'accept',
      current: { id: 'earlier' },
    }));

  it('is weighed against the register only when nothing came before', async () => {
    const published = [{ schoolUnitCode: '99000001', academicYearStart: 2025, value: 384 }];
    expect(await weigh(ofSubjects(41, subjects), { standing: [], published })).toEqual({
      kind: 'ask',
      questions: [{ because: 'registret', pupils: 41, expected: 128 }],
    });
    expect(await reasons(ofSubjects(112, subjects), { published })).toEqual([]);
    expect(await weigh(ofSubjects(41, subjects), { standing: [] })).toEqual({
      kind: 'accept',
      current: null,
    });
  });

  it('of tests that cannot have been held asks whether the year before is meant', async () => {
    expect(await weigh(ofSubjects(113, subjects, 2026))).toMatchObject({
      kind: 'ask',
      questions: [
        { because: 'för tidigt', latest: { academicYear: 2025, semester: null } },
        { because: 'samma innehåll', academicYear: 2025 },
      ],
    });
    expect(await reasons(ofSubjects(100, subjects, 2026), { today: '2027-06-10' })).toEqual([]);
  });

  it('of a year that somebody has written is taken at their word', async () => {
    expect(await reasons(ofSubjects(100, subjects, 2026))).toEqual(['för tidigt']);
    expect(await reasons(ofSubjects(100, subjects, 2026), {}, false, false)).toEqual([]);
    expect(await reasons(ofSubjects(113, subjects, 2024), {}, false, false)).toEqual([]);
  });

  it('whose very content stands under another year asks, and one pupil more is another content', async () => {
    expect(await reasons(ofSubjects(113, subjects, 2024))).toEqual(['samma innehåll']);
    expect(await reasons(ofSubjects(114, subjects, 2024))).toEqual([]);
  });

  it('asks nothing about the year of what another unit has delivered', async () => {
    const other = {
      ...ofSubjects(113, subjects),
      scope: { ...ofSubjects(1, []).scope, schoolUnitCode: '99000002' },
    };
    expect(await reasons(ofSubjects(113, subjects, 2024), { standing: [standing(other)] })).toEqual([]);
  });
});
