import { sql } from 'kysely';
import type { Scoped } from '#app/database/index.ts';

/** Transactions that hold the lock together with others: one of them that asked to be alone would wait for another that does the same. */
const together = new WeakSet<Scoped>();

/**
 * Keeps what rights rest on, the organisation and the roles, as it is until the transaction is over. Those who write for somebody hold it
 * together; whoever changes what rights rest on is alone. It is the first lock of a transaction, so that no two wait for each other.
 */
export const lockRights = async (tx: Scoped, how: 'together' | 'alone'): Promise<void> => {
  if (how === 'together') together.add(tx);
  else if (together.has(tx))
    throw new Error('Whoever changes what rights rest on is alone from the beginning of the transaction');
  const lock = sql.raw(how === 'alone' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared');
  await sql`select ${lock}(hashtextextended(${`rights ${tx.authorityId}`}, 0))`.execute(tx.db);
};
