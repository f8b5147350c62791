import { describe, expect, it } from 'vitest';
import { type AnsweredFollowUp, historyOf, keepsToTime, type NotedUses, proposalFor } from './burden.ts';

const answered = (changes: Partial<AnsweredFollowUp> = {}): AnsweredFollowUp => ({
  ...{ positionId: 'p', criteria: ['P1', 'P10', 'F1'], dueOn: '2026-10-15', readOn: null },
  ...changes,
});
const noted = (changes: Partial<NotedUses> = {}): NotedUses => ({
  ...{ answered: [answered()], opened: [], kept: [] },
  ...changes,
});

describe('what is noted of how an answer has been used', () => {
  it('is nothing for a field that nobody has answered', () => {
    expect(historyOf('P2', noted())).toEqual({ answeredSince: null, use: null });
  });

  it('is since when it has been answered, and no use where none is noted', () => {
    const twice = [answered(), answered({ dueOn: '2026-03-31' })];
    expect(historyOf('P1', noted({ answered: twice }))).toEqual({ answeredSince: '2026-03-31', use: null });
  });

  it('is the latest day that a follow-up with it was read by somebody who did not write it', () => {
    const read = [answered({ readOn: '2026-10-20' }), answered({ readOn: '2026-11-02', criteria: ['P1'] })];
    expect(historyOf('P1', noted({ answered: read })).use).toEqual({ kind: 'läst', on: '2026-11-02' });
    expect(historyOf('F1', noted({ answered: read })).use).toEqual({ kind: 'läst', on: '2026-10-20' });
  });

  it('is for the next step that the next follow-up of the same position was opened with it', () => {
    const opened = [
      { positionId: 'p', openedOn: '2026-11-20', dueOn: '2027-01-20' },
      { positionId: 'other', openedOn: '2027-02-20', dueOn: '2027-03-31' },
      { positionId: 'p', openedOn: '2026-09-01', dueOn: '2026-10-15' },
    ];
    expect(historyOf('nextStep', noted({ opened })).use).toEqual({
      ...{ kind: 'nästa uppföljning', on: '2026-11-20' },
    });
    expect(historyOf('actualShare', noted({ opened })).use).toBeNull();
  });

  it('is that a number of it has been kept in an item, if anybody has answered it', () => {
    const kept = [
      { field: 'P1', on: '2026-11-10' },
      { field: 'P2', on: '2026-11-10' },
    ];
    expect(historyOf('P1', noted({ kept })).use).toEqual({ kind: 'siffra', on: '2026-11-10' });
    expect(historyOf('P2', noted({ kept })).use).toBeNull();
  });
});

describe('a field that has been answered and never used', () => {
  const never = { answeredSince: '2026-10-15', use: null };
  it.each([
    ['P10', 1, 'ta bort tillägget'],
    ['P1', 2, 'fråga en gång'],
    ['P1', 1, 'pröva kärnan'],
    ['F1', 1, 'pröva kärnan'],
    ['actualShare', 0, 'pröva fältet'],
  ] as const)('%s, asked %i times a year, is proposed: %s', (field, times, proposal) => {
    expect(proposalFor(field, never, times)).toBe(proposal);
  });

  it('is the only one to be proposed', () => {
    expect(proposalFor('P10', { answeredSince: null, use: null }, 1)).toBeNull();
    const used = { answeredSince: '2026-10-15', use: { kind: 'läst', on: '2026-11-02' } } as const;
    expect(proposalFor('P10', used, 1)).toBeNull();
  });
});

describe('the median time of a rating', () => {
  it.each([
    [5.2, true],
    [6, true],
    [6.04, true],
    [6.06, false],
    [null, null],
  ])('of %s minutes keeps to six as it is shown: %s', (minutes, keeps) =>
    expect(keepsToTime(minutes)).toBe(keeps),
  );
});
