import type { Migration } from './index.ts';

/** Who has looked at a follow-up goes with it, when its round is taken back before anything has been written in it. */
export const withdrawnRounds: Migration = {
  id: '0020-withdrawn-rounds',
  statements: 'grant delete on follow_up_reading to samsyn_app;',
};
