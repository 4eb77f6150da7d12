import type { Dashboard } from '../grafana.js';
import { quantiles } from './quantiles.js';

export const tasks: Dashboard = {
  uid: 'feed-tasks',
  title: 'Tasks',
  description: 'Pending, running and dead tasks, and what the workers repair and remove.',
  panels: [
    {
      title: 'Age of the most overdue task',
      kind: 'timeseries',
      unit: 's',
      description: 'Time since it was due. Above 60 s it uses up the error budget of task-age.',
      queries: [{ expr: 'max(taskqueue_oldest_pending_age_seconds)', legend: 'age' }],
    },
    {
      title: 'Dead tasks',
      kind: 'bargauge',
      description: 'They are not retried without an operator: npx feed tasks dead',
      thresholds: [1, 10],
      queries: [{ expr: 'max by (queue) (taskqueue_jobs{state="dead"})', legend: '{{queue}}' }],
    },
    {
      title: 'Pending tasks',
      kind: 'timeseries',
      description: 'Including tasks that are not due yet.',
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
      title: 'Run duration, 95th percentile',
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
      title: 'Wait from due to claimed',
      kind: 'timeseries',
      unit: 's',
      queries: quantiles('taskqueue_task_wait_seconds_bucket'),
    },
    {
      title: 'Tasks found by the sweep, and failed hints',
      kind: 'timeseries',
      unit: 'ops',
      description: 'Either Redis cannot be reached, a worker died, or all workers were busy.',
      queries: [
        {
          expr: 'sum by (reason) (rate(taskqueue_redispatched_total[$__rate_interval]))',
          legend: 'found: {{reason}}',
        },
        { expr: 'sum(rate(taskqueue_wakeup_failures_total[$__rate_interval]))', legend: 'failed hints' },
      ],
    },
    {
      title: 'Wrong counters, last day',
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
      title: 'Age of reports',
      kind: 'timeseries',
      unit: 's',
      description: 'Time since a worker last updated the report.',
      queries: [
        {
          expr: 'time() - max by (report) (report_last_success_timestamp_seconds > 0)',
          legend: '{{report}}',
        },
      ],
    },
  ],
};
