import type { Database } from '@feed/store/postgres/queryable';
import { statement } from '@feed/store/postgres/statement';

const lockUser = statement<never>('test.lock_user', 'SELECT FROM users WHERE id = $1 FOR UPDATE');
const countWaiting = statement<{ count: number }>(
  'test.waiting',
  "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
);

/** Locks an account until `release`, so that a mutation of it takes as long as a test needs. */
export async function holdUser(database: Database, userId: string): Promise<{ release(): Promise<void> }> {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let done: Promise<void> = Promise.resolve();
  await new Promise<void>((resolve, reject) => {
    done = database.transaction(async (tx) => {
      await tx.query(lockUser, [userId]);
      resolve();
      await released;
    });
    done.catch(reject);
  });
  return {
    release: () => {
      release();
      return done;
    },
  };
}

/** Resolves once `count` statements wait for a lock. */
export async function untilWaiting(database: Database, count: number): Promise<void> {
  for (;;) {
    const [row] = await database.query(countWaiting);
    if ((row?.count ?? 0) >= count) return;
  }
}
