import { hostBudgets } from '@feed/platform/host-limits';
import type { Metrics } from '@feed/platform/metrics';
import { connectionInstruments } from '@feed/store/upkeep/instruments';
import { counters } from '@feed/store/upkeep/counters';
import { runOutcomes } from '@feed/tasks/engine/runner-options';
import { expiringKinds } from '@feed/tasks/sql/retention';
import { evictionPolicies } from '@feed/store/upkeep/usage';
import { faultKinds } from '@feed/store/upkeep/verify/compare';
import { eventsQueue } from '@feed/tasks/sql/inspect';

export const taskStates = ['pending', 'running', 'dead'] as const;
export const reports = ['queue', 'database', 'redis'] as const;
export type Report = (typeof reports)[number];

/** Outcomes of comparing a cached feed with the reference. */
export const feedResults = ['clean', 'skipped', 'repaired', 'unrepaired', 'unavailable'] as const;
export type FeedResult = (typeof feedResults)[number];

/** @param tasks names of the tasks that this worker can run */
export function createInstruments(metrics: Metrics, tasks: readonly string[]) {
  // Tasks of a newer release wait in the same table.
  const kinds = [...tasks, 'other'];
  const queues = [...kinds, eventsQueue];
  return {
    ...connectionInstruments(metrics),
    ...queueInstruments(metrics, queues),
    ...runInstruments(metrics, kinds),
    queues,
    /** The label for a kind of task, so that unknown kinds make no series. */
    queueOf: (kind: string): string => (queues.includes(kind) ? kind : 'other'),
    ...hostInstruments(metrics),
    ...feedInstruments(metrics),
    ...journalInstruments(metrics),
    counterDrift: metrics.counter({
      name: 'counter_drift_total',
      help: 'Rows in which this counter was wrong and has been repaired.',
      labels: { counter: counters },
    }),
    rowsRemoved: metrics.counter({
      name: 'retention_rows_removed_total',
      help: 'Rows removed because they were past their time.',
      labels: { kind: expiringKinds },
    }),
  };
}

function feedInstruments(metrics: Metrics) {
  return {
    visibleLag: metrics.histogram({
      name: 'feed_post_visible_lag_seconds',
      help: "Time from a post's creation until it is in its author's followers' timelines.",
      buckets: [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900],
    }),
    feedDrift: metrics.counter({
      name: 'feed_drift_total',
      help: 'Entries of cached home feeds that differed from the reference feed, by kind of difference.',
      labels: { kind: faultKinds },
    }),
    feedVerifications: metrics.counter({
      name: 'feed_verifications_total',
      help: 'Cached home feeds selected for a comparison with the reference feed, by result.',
      labels: { result: feedResults },
    }),
  };
}

function journalInstruments(metrics: Metrics) {
  return {
    journalRows: metrics.gauge({
      name: 'feed_journal_rows',
      help: 'Changes in the journal of feeds, as the statistics of Postgres estimate them; absent when it cannot be measured.',
      unknown: true,
    }),
    journalBytes: metrics.gauge({
      name: 'feed_journal_bytes',
      help: 'Size of the journal of feeds on disk, with its index; absent when it cannot be measured.',
      unknown: true,
    }),
    journalReach: metrics.gauge({
      name: 'feed_journal_reach_seconds',
      help: 'How far back the journal reaches, because this worker has pruned what is older; at most its own age.',
      unknown: true,
    }),
  };
}

function queueInstruments(metrics: Metrics, queues: readonly string[]) {
  return {
    jobs: metrics.gauge({
      name: 'taskqueue_jobs',
      help: 'Tasks that are not done, by kind, and events that are not tasks yet, at the last measurement; absent when it failed.',
      labels: { queue: queues, state: taskStates },
      unknown: true,
    }),
    oldestPendingAge: metrics.gauge({
      name: 'taskqueue_oldest_pending_age_seconds',
      help: 'Age of the event or due task that has waited longest, at the last measurement; absent when it failed.',
      unknown: true,
    }),
    redispatched: metrics.counter({
      name: 'taskqueue_redispatched_total',
      help: 'Tasks found by the sweep, not by a hint.',
      labels: { reason: ['expired_lease', 'overdue'] },
    }),
  };
}

function runInstruments(metrics: Metrics, kinds: readonly string[]) {
  return {
    taskDuration: metrics.histogram({
      name: 'taskqueue_task_duration_seconds',
      help: 'Duration of task runs.',
      labels: { task: kinds, outcome: runOutcomes },
      buckets: [0.01, 0.1, 1, 10, 60],
    }),
    taskWait: metrics.histogram({
      name: 'taskqueue_task_wait_seconds',
      help: 'Time from when a task was due until a worker claimed it.',
      buckets: [0.05, 0.25, 1, 5, 15, 60, 300, 900, 3600],
    }),
  };
}

function hostInstruments(metrics: Metrics) {
  return {
    budgets: hostBudgets(metrics, (budgets) =>
      budgets.set('render', 'memory_bytes', process.memoryUsage.rss()),
    ),
    readOnly: metrics.gauge({
      name: 'db_read_only',
      help: 'Whether Postgres is read-only (1) or not (0), at the last measurement; absent when it failed.',
      unknown: true,
    }),
    evictionPolicy: metrics.gauge({
      name: 'redis_maxmemory_policy_info',
      help: 'The eviction policy of Redis: 1 for the configured one, 0 for the others; absent when Redis cannot be queried.',
      labels: { policy: evictionPolicies },
      unknown: true,
    }),
    lastReport: metrics.gauge({
      name: 'report_last_success_timestamp_seconds',
      help: 'When the queue or a host was last measured successfully; 0 means never.',
      labels: { report: reports },
    }),
  };
}

export type Instruments = ReturnType<typeof createInstruments>;
