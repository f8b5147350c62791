import { describe, expect, it } from 'vitest';
import type { BoardItem } from './board-item.ts';
import { draftOf, finishedItem, matter } from './boards.fixture.ts';
import type { ItemDraft } from './draft.ts';
import { isReady, readinessFor, readinessOf } from './readiness.ts';

const without = (change: Partial<BoardItem>, more: Partial<ItemDraft> = {}) =>
  readinessOf(draftOf({ ...finishedItem, ...change }, more));
const item = '/arenden/m1/skrivelser/i1';
const unanswered = finishedItem.reportBacks.map(reportBack => ({
  ...reportBack,
  answers: reportBack.answers.map(answer => (answer.position === 1 ? { ...answer, verdict: null } : answer)),
}));
const unexplained = finishedItem.reportBacks.map(reportBack => ({
  ...reportBack,
  answers: reportBack.answers.map(answer =>
    answer.position === 3 ? { ...answer, text: 'Vet ej.' } : answer,
  ),
}));
const inText = (preparation: string) => ({ texts: { ...finishedItem.texts, preparation } });

const errors: [string, ReturnType<typeof readinessOf>, string[]][] = [
  [
    'no registry number',
    without({}, { matter: { ...matter, registryNumber: null } }),
    ['/arenden/m1/andra#registryNumber'],
  ],
  ['no meeting', without({ meetingOn: null }), [`${item}/uppgifter#meetingOn`]],
  ['a meeting that has been', without({}, { today: '2026-12-17' }), [`${item}/uppgifter#meetingOn`]],
  ['no author', without({}, { author: null }), [`${item}/uppgifter#authorId`]],
  ['nobody to sign', without({}, { signers: [] }), ['/personer']],
  ['nobody to send to', without({ recipients: [] }), [`${item}/expedieras-till#name-1`]],
  ['nothing to decide', without({ clauses: [] }), [`${item}/forslag#text-1`]],
  [
    'an undated attachment',
    without({ attachments: [{ title: 'Enkät', datedOn: null }] }),
    [`${item}/underlag#datedOn-1`],
  ],
  ['no first answer on children', without({ firstAnswer: null }), [`${item}/delaktighet#asked`]],
  ['no second answer on children', without({ secondAnswer: null }), [`${item}/delaktighet#influence`]],
  [
    'questions without an answer',
    without({ reportBacks: unanswered }),
    [`${item}/svar#verdict-r-c1-1`, `${item}/svar#verdict-r-c2-1`],
  ],
  [
    'an effect that cannot be told, without a reason',
    without({ reportBacks: unexplained }),
    [`${item}/svar#text-r-c1-3`],
  ],
  [
    'an open commission left out',
    without({ reportBacks: finishedItem.reportBacks.slice(1) }),
    [`${item}/svar#commissionId`],
  ],
  ['a figure that is gone', without(inText('Det finns {{S-BORTA22}} tjänster.')), [`${item}/beredning#text`]],
];

describe('what an item lacks before it is sent', () => {
  it('is nothing when all is there', () => {
    expect(readinessOf(draftOf())).toEqual({ errors: [], warnings: [] });
  });

  it.each(errors)('%s', (_, readiness, hrefs) => {
    expect(readiness.errors.map(missing => missing.href)).toEqual(hrefs);
    expect(isReady(readiness)).toBe(false);
  });

  it('sends only those who give roles to where roles are given', () => {
    const missing = without({}, { signers: [] });
    const hrefs = (allowed: boolean) =>
      readinessFor({ may: () => ({ allowed, because: '' }) }, missing).errors.map(({ href }) => href);
    expect([hrefs(true), hrefs(false)]).toEqual([['/personer'], [null]]);
  });

  it('warns of a number without a source, in words that say what to do', () => {
    const readiness = without(inText('Vi har 34 tjänster.'));
    expect(readiness.warnings).toEqual([
      {
        text: 'Talet 34 i Beredning har ingen källa. Infoga det som siffra, eller skriv om.',
        href: `${item}/beredning#text`,
      },
    ]);
    expect(isReady(readiness)).toBe(true);
  });

  it('lets a commission wait whose deadline comes after the meeting, with a word about it', () => {
    const [, second] = finishedItem.reportBacks;
    const draft = draftOf({ ...finishedItem, reportBacks: second ? [second] : [] });
    const later = {
      ...draft,
      thread: {
        ...draft.thread,
        openEnds: draft.thread.openEnds.map(end => ({
          ...end,
          commission: { ...end.commission, dueOn: '2027-06-30' },
        })),
      },
    };
    const readiness = readinessOf(later);
    expect(readiness.errors).toEqual([]);
    expect(readiness.warnings).toHaveLength(1);
  });

  it('lists everything at once, not the first thing only', () => {
    const empty = without({
      meetingOn: null,
      recipients: [],
      clauses: [],
      firstAnswer: null,
      secondAnswer: null,
    });
    expect(empty.errors).toHaveLength(5);
  });
});
