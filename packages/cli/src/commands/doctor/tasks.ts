import type { Queryable } from '@feed/store/postgres/database';
import { taskStats } from '@feed/tasks/sql/inspect';
import { ok, warn, type Finding } from './finding.js';

const lateSeconds = 60;

export async function checkTasks(q: Queryable): Promise<Finding[]> {
  const { counts, oldestPendingSeconds } = await taskStats(q);
  const sum = (state: string) =>
    counts.filter((entry) => entry.state === state).reduce((total, { count }) => total + count, 0);
  const dead = sum('dead');
  const due = `${sum('pending')} pending, the oldest due for ${Math.round(oldestPendingSeconds)} s`;
  const lateAdvice = 'check that a worker runs (its /readyz and log) and that its concurrency is sufficient';
  return [
    oldestPendingSeconds >= lateSeconds ? warn('tasks', due, lateAdvice) : ok('tasks', due),
    dead > 0
      ? warn(
          'dead tasks',
          `${dead}`,
          'read "feed tasks dead", repair the cause, then run "feed tasks redrive"',
        )
      : ok('dead tasks', 'none'),
  ];
}
