import type { Dashboard } from '../grafana.js';
import { quantiles } from './quantiles.js';

export const tasks: Dashboard = {
  uid: 'feed-tasks',
  title: 'Tasks',
  description: 'What waits, what runs, what failed for good, and what the workers mend and remove.',
  panels: [
    {
      title: 'Age of the most overdue task',
      kind: 'timeseries',
      unit: 's',
      description: 'For how long it has been due. Above 60 s the error budget of task-age is used up.',
      queries: [{ expr: 'max(taskqueue_oldest_pending_age_seconds)', legend: 'age' }],
    },
    {
      title: 'Dead tasks',
      kind: 'bargauge',
      description: 'They wait for a person: npx feed tasks dead',
      thresholds: [1, 10],
      queries: [{ expr: 'max by (queue) (taskqueue_jobs{state="dead"})', legend: '{{queue}}' }],
    },
    {
      title: 'Pending tasks',
      kind: 'timeseries',
      description: 'With those that are not due yet.',
      queries: [{ expr: 'max by (queue) (taskqueue_jobs{state="pending"})', legend: '{{queue}}' }],
    },
    {
      title: 'Running tasks',
      kind: 'timeseries',
      queries: [{ expr: 'max by (queue) (taskqueue_jobs{state="running"})', legend: '{{queue}}' }],
    },
    {
      title: 'Runs by kind',
      kind: 'timeseries',
      unit: 'ops',
      queries: [
        {
          expr: 'sum by (task) (rate(taskqueue_task_duration_seconds_count[$__rate_interval]))',
          legend: '{{task}}',
        },
      ],
    },
    {
      title: 'Runs by outcome',
      kind: 'timeseries',
      unit: 'ops',
      queries: [
        {
          expr: 'sum by (outcome) (rate(taskqueue_task_duration_seconds_count[$__rate_interval]))',
          legend: '{{outcome}}',
        },
      ],
    },
    {
      title: 'Duration of runs, 95th percentile',
      kind: 'timeseries',
      unit: 's',
      queries: [
        {
          expr: 'histogram_quantile(0.95, sum by (le, task) (rate(taskqueue_task_duration_seconds_bucket[$__rate_interval])))',
          legend: '{{task}}',
        },
      ],
    },
    {
      title: 'Wait from due to taken',
      kind: 'timeseries',
      unit: 's',
      queries: quantiles('taskqueue_task_wait_seconds_bucket'),
    },
    {
      title: 'Found by the sweep, and hints that failed',
      kind: 'timeseries',
      unit: 'ops',
      description: 'Redis is away, a worker died, or nobody had time.',
      queries: [
        {
          expr: 'sum by (reason) (rate(taskqueue_redispatched_total[$__rate_interval]))',
          legend: 'found: {{reason}}',
        },
        { expr: 'sum(rate(taskqueue_wakeup_failures_total[$__rate_interval]))', legend: 'failed hints' },
      ],
    },
    {
      title: 'Counters that were wrong, last day',
      kind: 'bargauge',
      thresholds: [1, 100],
      queries: [{ expr: 'sum by (counter) (increase(counter_drift_total[1d]))', legend: '{{counter}}' }],
    },
    {
      title: 'Rows removed by retention, last day',
      kind: 'bargauge',
      queries: [{ expr: 'sum by (kind) (increase(retention_rows_removed_total[1d]))', legend: '{{kind}}' }],
    },
    {
      title: 'Age of what is known',
      kind: 'timeseries',
      unit: 's',
      description: 'Since a worker last looked successfully.',
      queries: [
        {
          expr: 'time() - max by (report) (report_last_success_timestamp_seconds > 0)',
          legend: '{{report}}',
        },
      ],
    },
  ],
};
