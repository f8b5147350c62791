import type { Migration } from './index.ts';

/** A delivery of results can be withdrawn: why, by one of a few words, and by whom. When is `replaced_at`, since it holds no more. */
export const withdrawnResults: Migration = {
  id: '0018-withdrawn-results',
  statements: `
  alter table result_delivery
    add column withdrawn_because text,
    add column withdrawn_by uuid,
    add check (withdrawn_because is null or not is_current);
  `,
};
