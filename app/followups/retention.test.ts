import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '#app/database/index.ts';
import { openEmbeddedForTest } from '#tests/database.ts';
import { noteEvidence } from './follow-up-actions.ts';
import { type FollowUpWorld, got, newFollowUpWorld, openFirstRound, today } from './followups.fixture.ts';
import { readFollowUp } from './reading.ts';
import { evidenceDue, evidenceText } from './retention.ts';
import { disposeOfEvidence, listEvidenceDue } from './retention-actions.ts';

const piece = (id: string, assignmentId: string, what = 'Möte') => ({ id, assignmentId, what });

describe('what is written of evidence', () => {
  it.each([
    ['of an assignment that goes on', null, '2036-01-01', 0],
    ['the day before two years have gone', '2024-06-30', '2026-06-29', 0],
    ['two years after the assignment ended', '2024-06-30', '2026-06-30', 1],
    ['of an assignment that ended on a leap day', '2024-02-29', '2026-02-28', 1],
  ] as const)('%s', (_, endsOn, on, due) => {
    expect(evidenceDue([piece('e', 'a')], [{ id: 'a', endsOn }], on)).toHaveLength(due);
  });

  it('is due once, by assignment, the longest overdue first', () => {
    const assignments = [
      { id: 'later', endsOn: '2023-06-30' },
      { id: 'earlier', endsOn: '2022-06-30' },
      { id: 'without evidence', endsOn: '2020-06-30' },
    ];
    const evidence = [
      piece('e1', 'later'),
      piece('e2', 'earlier'),
      piece('e3', 'earlier'),
      piece('gone', 'later', ''),
    ];
    expect(evidenceDue(evidence, assignments, '2026-11-23')).toEqual([
      { assignmentId: 'earlier', evidenceIds: ['e2', 'e3'], dueOn: '2024-06-30' },
      { assignmentId: 'later', evidenceIds: ['e1'], dueOn: '2025-06-30' },
    ]);
  });
});

describe('disposal of evidence', () => {
  let database: Database;
  let world: FollowUpWorld;
  beforeAll(async () => {
    database = await openEmbeddedForTest();
    world = await newFollowUpWorld(database);
  });
  afterAll(() => database.close());

  it('takes the words away by decision, keeps that there was a piece, and is told in the log', async () => {
    const followUp = await openFirstRound(world);
    const principal = world.people.deputy ?? '';
    const input = { kind: 'enkät', datedOn: '2026-09-10', what: 'Enkät i två klasser' };
    got(await world.act(tx => noteEvidence(tx, today, followUp.id, input), principal));
    await world.act(tx =>
      tx.db
        .updateTable('assignment')
        .set({ ends_on: '2026-12-31' })
        .where('assignment_id', '=', followUp.assignmentId)
        .execute(),
    );
    expect(await world.act(tx => listEvidenceDue(tx, '2028-12-30'))).toEqual([]);
    expect(await world.act(tx => listEvidenceDue(tx, '2028-12-31'))).toHaveLength(1);

    const by = { decision: 'BUN 2028/14', today: '2028-12-31' };
    expect(await world.act(tx => disposeOfEvidence(tx, by))).toHaveLength(1);
    expect(await world.act(tx => disposeOfEvidence(tx, by))).toEqual([]);
    const viewer = { personId: principal, may: () => ({ allowed: true, because: '' }) };
    const view = await world.act(tx => readFollowUp(tx, followUp.id, viewer as never, today));
    const [kept] = [...(view?.evidence.values() ?? [])];
    expect(kept).toMatchObject({ kind: 'enkät', datedOn: '2026-09-10', what: '' });
    expect(kept && evidenceText(kept)).toBe('texten är gallrad');
    const events = await world.act(tx =>
      tx.db.selectFrom('audit_event').selectAll().where('kind', '=', 'evidenceDisposed').execute(),
    );
    expect(events.map(one => JSON.parse(one.details))).toEqual([
      { dueOn: '2028-12-31', decision: 'BUN 2028/14', pieces: 1 },
    ]);
  });
});
