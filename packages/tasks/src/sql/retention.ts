import { past, removal, type RetentionRules } from '@feed/store/postgres/retention';
import { retentionOf, storeRetention } from '@feed/store/upkeep/retention';

/** Removes finished tasks, tasks that failed for good, and events that were turned into tasks. */
const taskRetention = {
  done_tasks: {
    period: 'doneTasks',
    sql: removal('tasks', 't', `WHERE t.state = 'done' AND t.finished_at < ${past}`),
  },
  dead_tasks: {
    period: 'deadTasks',
    sql: removal('tasks', 't', `WHERE t.state = 'dead' AND t.finished_at < ${past}`),
  },
  dispatched_events: {
    period: 'events',
    sql: removal('events', 'e', `WHERE e.dispatched_at < ${past}`),
  },
} as const satisfies RetentionRules;

/** The rules of every package, applied in this order. */
export const { kinds: expiringKinds, removeExpired } = retentionOf({ ...taskRetention, ...storeRetention });

export type ExpiringKind = (typeof expiringKinds)[number];
