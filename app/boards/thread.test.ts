import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishedItem, firstCommission, firstReportBack, secondCommission } from './boards.fixture.ts';
import { type Commission, isSettled, type ReportBack, settlingVerdicts, verdicts } from './commission.ts';
import { type BoardOrders, openCommissions, threadOf } from './thread.ts';

const day = fc
  .date({ min: new Date('2011-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10));

const orders = fc
  .array(
    fc.record({
      matterId: fc.constantFrom('m1', 'm2', 'm3'),
      givenOn: day,
      dueOn: fc.option(day),
      questions: fc.integer({ min: 1, max: 4 }),
      follows: fc.nat(20),
    }),
    { maxLength: 12 },
  )
  .map(parts =>
    parts.map(
      ({ matterId, givenOn, dueOn, questions, follows }, at): Commission => ({
        id: `c${at}`,
        matterId,
        givenOn,
        paragraph: null,
        text: `uppdrag ${at}`,
        addressee: 'förvaltningen',
        dueOn,
        sourceClauseId: null,
        followsId: follows < at ? `c${follows}` : null,
        questions: Array.from({ length: questions }, (_, number) => `fråga ${number}`),
      }),
    ),
  )
  .chain(commissions =>
    fc.record({
      commissions: fc.constant(commissions),
      items: fc.constant([]),
      reportBacks: fc
        .array(
          fc.record({
            commission: fc.nat(11),
            reportedOn: fc.option(day),
            decision: fc.constantFrom('godkänd' as const, 'inte godkänd' as const, null),
            answers: fc.array(
              fc.record({ position: fc.integer({ min: 1, max: 4 }), verdict: fc.constantFrom(...verdicts) }),
            ),
          }),
        )
        .map(parts =>
          parts.map(
            ({ commission, answers, ...rest }, at): ReportBack => ({
              id: `r${at}`,
              commissionId: `c${commission}`,
              itemId: null,
              title: 'återrapport',
              paragraph: null,
              answers: answers.map(answer => ({ ...answer, text: '', chapter: null })),
              ...rest,
            }),
          ),
        ),
    }),
  );

const idsIn = (matterId: string, all: BoardOrders): string[] =>
  threadOf(matterId, all).steps.flatMap(step => (step.kind === 'commission' ? [step.commission.id] : []));

describe('the thread of a matter', () => {
  it('holds every commission of the matter exactly once, whatever has happened to it', () => {
    fc.assert(
      fc.property(orders, all => {
        for (const matterId of ['m1', 'm2', 'm3']) {
          const ids = idsIn(matterId, all);
          expect(new Set(ids).size).toBe(ids.length);
          for (const { id } of all.commissions.filter(one => one.matterId === matterId))
            expect(ids).toContain(id);
        }
      }),
    );
  });

  it('keeps a question open until the board has approved an answer that settles it', () => {
    fc.assert(
      fc.property(orders, all => {
        const open = new Set(
          ['m1', 'm2', 'm3'].flatMap(matterId =>
            threadOf(matterId, all).openEnds.map(end => `${end.commission.id} ${end.question.position}`),
          ),
        );
        for (const commission of all.commissions) {
          commission.questions.forEach((_, at) => {
            const settled = all.reportBacks.some(
              one =>
                one.commissionId === commission.id &&
                one.decision === 'godkänd' &&
                one.answers.some(
                  answer =>
                    answer.position === at + 1 &&
                    answer.verdict !== null &&
                    settlingVerdicts.includes(answer.verdict),
                ),
            );
            expect(open.has(`${commission.id} ${at + 1}`)).toBe(!settled);
          });
        }
      }),
    );
  });

  it('lists as waiting just the commissions that have an open question', () => {
    fc.assert(
      fc.property(orders, all => {
        const waiting = openCommissions(all).map(one => one.id);
        for (const commission of all.commissions)
          expect(waiting.includes(commission.id)).toBe(!isSettled(commission, all.reportBacks));
      }),
    );
  });

  it('stands in order of time, with what has no date last', () => {
    fc.assert(
      fc.property(orders, all => {
        const days = threadOf('m1', all).steps.map(step => step.on ?? '9999');
        expect(days).toEqual([...days].sort());
      }),
    );
  });

  it('tells of 2017 and 2026 as they happened, and leaves five questions of six open', () => {
    const thread = threadOf('m1', {
      commissions: [secondCommission, firstCommission],
      reportBacks: [...finishedItem.reportBacks, firstReportBack],
      items: [finishedItem],
    });
    expect(thread.steps.map(step => [step.kind, step.on])).toEqual([
      ['commission', '2017-03-17'],
      ['reportBack', '2017-12-20'],
      ['commission', '2017-12-20'],
      ['item', '2026-12-16'],
    ]);
    expect(thread.openEnds.map(end => [end.commission.id, end.question.position])).toEqual([
      ['c1', 1],
      ['c1', 2],
      ['c1', 3],
      ['c2', 1],
      ['c2', 2],
    ]);
  });

  it('follows a commission into the matter that goes on from it', () => {
    const all = {
      commissions: [firstCommission, { ...secondCommission, matterId: 'm2' }],
      reportBacks: [],
      items: [],
    };
    expect(idsIn('m1', all)).toEqual(['c1', 'c2']);
    expect(idsIn('m2', all)).toEqual(['c1', 'c2']);
  });
});
