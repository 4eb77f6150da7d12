import { enqueue } from '@feed/tasks/enqueue';
import { patient, type PeriodicTask } from '@feed/tasks/task';
import type { WorkerContext } from '../worker-context.js';
import { type ExpiringKind, removeExpired } from '@feed/tasks/sql/retention';

type Parts = Pick<WorkerContext, 'config' | 'instruments' | 'logger'>;

/** Removes rows past their time: dispatched events, finished tasks, idempotency keys, sessions, deleted posts. */
export const retention: PeriodicTask<object, Parts> = {
  name: 'retention',
  parse: () => ({}),
  retry: patient,
  everySeconds: 3600,
  effect: 'transaction',
  async run(_payload, { tx }, { config, instruments, logger }) {
    const removed = await removeExpired(tx, config.retention, config.stepRows);
    const kinds = Object.entries(removed) as [ExpiringKind, number][];
    if (kinds.length === 0) return;
    // A step removes a limited number of rows, and may have removed the last reference to others.
    await enqueue(tx, retention, {});
    tx.afterCommit(() => {
      logger.info({ removed }, 'retention');
      for (const [kind, count] of kinds) instruments.rowsRemoved.inc({ kind }, count);
    });
  },
};
