import { hostBudgets } from '@feed/platform/host-limits';
import type { Metrics } from '@feed/platform/metrics';
import { connectionInstruments } from '@feed/store/database/instruments';
import { counters } from '@feed/store/maintenance/counters';
import { retained } from '@feed/store/maintenance/retention';
import { taskNames } from '@feed/tasks/kinds/all';

const secondsToMinutes = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600];

/** The worker's own metrics. */
export function createInstruments(metrics: Metrics) {
  return {
    ...connectionInstruments(metrics),
    ...taskInstruments(metrics),
    budgets: hostBudgets(metrics),
    visibleLag: metrics.histogram({
      name: 'feed_post_visible_lag_seconds',
      help: "Time from a post's creation until it is in its author's followers' timelines.",
      buckets: secondsToMinutes,
    }),
    counterDrift: metrics.counter({
      name: 'counter_drift_total',
      help: 'Rows of which this counter was wrong and has been mended.',
      labels: { counter: counters },
    }),
    rowsRemoved: metrics.counter({
      name: 'retention_rows_removed_total',
      help: 'Rows removed because they were past their time.',
      labels: { kind: retained },
    }),
  };
}

function taskInstruments(metrics: Metrics) {
  return {
    jobs: metrics.gauge({
      name: 'taskqueue_jobs',
      help: 'Tasks that are not done, by kind, as of the last look.',
      labels: { queue: taskNames, state: ['pending', 'running', 'dead'] },
    }),
    oldestPendingAge: metrics.gauge({
      name: 'taskqueue_oldest_pending_age_seconds',
      help: 'For how long the most overdue task has been due, as of the last look.',
    }),
    taskDuration: metrics.histogram({
      name: 'taskqueue_task_duration_seconds',
      help: 'Duration of task runs.',
      labels: { task: taskNames, outcome: ['done', 'retry', 'dead', 'given_back', 'lost_lease'] },
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    }),
    taskWait: metrics.histogram({
      name: 'taskqueue_task_wait_seconds',
      help: 'Time from when a task was due until a worker took it.',
      buckets: secondsToMinutes,
    }),
    redispatched: metrics.counter({
      name: 'taskqueue_redispatched_total',
      help: 'Tasks found by the sweep, not by a hint.',
      labels: { reason: ['expired_lease', 'overdue'] },
    }),
  };
}

export type Instruments = ReturnType<typeof createInstruments>;
