import type { IsoDate } from '#app/shared/date.ts';

/**
 * Where a letter stands: waiting, being handed over at this moment, taken by the mail server, perhaps taken (nobody knows), not taken
 * and never to be by itself, or one of those two that somebody has let be.
 */
export const reminderStates = ['väntar', 'skickas', 'skickad', 'osäker', 'misslyckad', 'lämnad'] as const;
export type ReminderState = (typeof reminderStates)[number];

/** Letters that did not surely arrive: failures that somebody decides about. */
export const failedStates = ['osäker', 'misslyckad'] as const satisfies readonly ReminderState[];
export const isFailed = (state: ReminderState): boolean => failedStates.some(one => one === state);

/** Brev: what the mail server is given. `id` is the same every time the same letter is handed over. */
export type Letter = {
  readonly id: string;
  readonly address: string;
  readonly subject: string;
  readonly content: string;
};

/** Påminnelse: a letter to a person of one day; there is at most one. */
export type Reminder = {
  readonly personId: string;
  readonly day: IsoDate;
  readonly address: string;
  readonly subject: string;
  readonly content: string;
  readonly state: ReminderState;
  /** How many times it has been handed over. */
  readonly attempts: number;
  /** What the mail server said last, or why it was never asked. */
  readonly answer: string | null;
  readonly writtenAt: Date;
  readonly settledAt: Date | null;
};

/**
 * Överlämning: what came of giving a letter to the mail server.
 * taken: it answers for it now · later: it took nothing, and may another time · unreachable: so may it, and so it is for all letters ·
 * refused: it never will · unknown: the line broke when it had the letter and had not answered.
 */
export type Handover = {
  readonly kind: 'taken' | 'later' | 'unreachable' | 'refused' | 'unknown';
  readonly answer: string;
};

/** E-post: a way to a mail server. */
export type Mail = {
  /** Gives one letter to the server and waits for what comes of it. Never throws for what a server does. */
  readonly handOver: (letter: Letter) => Promise<Handover>;
  /** Lets go of the server, until the next letter. */
  readonly hangUp: () => void;
};

/** Minutes to wait after the first failed attempt, the second, and so on; after the last of them the letter is given up. */
const BACKOFF_MINUTES: readonly number[] = [5, 20, 60, 240];
const MOST_ANSWER = 200;
const MINUTE = 60_000;

/** What is written about a letter when it has been handed over. */
export type Settled = {
  readonly state: Exclude<ReminderState, 'skickas' | 'lämnad'>;
  readonly answer: string;
  readonly nextAttemptAt: Date;
};

/** What becomes of a letter after a handover; `attempts` counts this one. */
export const settle = (handover: Handover, attempts: number, now: Date): Settled => {
  const answer = handover.answer.replace(/\s+/g, ' ').trim().slice(0, MOST_ANSWER);
  const at = (state: Settled['state'], minutes = 0): Settled => ({
    ...{ state, answer },
    nextAttemptAt: new Date(now.getTime() + minutes * MINUTE),
  });
  switch (handover.kind) {
    case 'taken':
      return at('skickad');
    case 'refused':
      return at('misslyckad');
    // To send it again could be to send it twice.
    case 'unknown':
      return at('osäker');
    case 'later':
    case 'unreachable': {
      const minutes = BACKOFF_MINUTES[attempts - 1];
      return minutes === undefined ? at('misslyckad') : at('väntar', minutes);
    }
  }
};

/** One address and nothing else: no list, no name, no line break that could become a line of its own in the letter. */
export const isPlainAddress = (address: string): boolean =>
  /^[\w.!#$%&'*+/=?^`{|}~-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(address) && address.length <= 254;
