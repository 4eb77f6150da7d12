import type { Dashboard } from '../grafana.js';
import { bars, increase, quantile, quantiles, rate, timeseries } from './panels.js';

const runs = 'taskqueue_task_duration_seconds';
const inState = (state: string) => `max by (queue) (taskqueue_jobs{state="${state}"})`;

export const tasks: Dashboard = {
  uid: 'feed-tasks',
  title: 'Tasks',
  description: 'Pending, running and dead tasks, and what the workers repair and remove.',
  panels: [
    timeseries(
      'Age of the most overdue task',
      's',
      { age: 'max(taskqueue_oldest_pending_age_seconds)' },
      { description: 'Time since it was due. Above 60 s it uses up the error budget of task-age.' },
    ),
    bars('Dead tasks', 'short', inState('dead'), {
      thresholds: [1, 10],
      description: 'They are not retried without an operator: npx feedctl tasks dead',
    }),
    timeseries('Pending tasks', 'short', inState('pending'), {
      description: 'Including tasks that are not due yet.',
    }),
    timeseries('Running tasks', 'short', inState('running')),
    timeseries('Runs by kind', 'ops', rate('task', `${runs}_count`)),
    timeseries('Runs by outcome', 'ops', rate('outcome', `${runs}_count`)),
    timeseries('Run duration, 95th percentile', 's', {
      '{{task}}': quantile(0.95, 'le, task', `${runs}_bucket`),
    }),
    timeseries('Wait from due to claimed', 's', quantiles('taskqueue_task_wait_seconds_bucket')),
    timeseries(
      'Tasks found by the sweep, and failed hints',
      'ops',
      {
        'found: {{reason}}': rate('reason', 'taskqueue_redispatched_total'),
        'failed hints': 'sum(rate(taskqueue_wakeup_failures_total[$__rate_interval]))',
      },
      { description: 'Either Redis cannot be reached, a worker died, or all workers were busy.' },
    ),
    bars('Wrong counters, last day', 'short', increase('counter', 'counter_drift_total', '1d'), {
      thresholds: [1, 100],
    }),
    bars(
      'Rows removed by retention, last day',
      'short',
      increase('kind', 'retention_rows_removed_total', '1d'),
    ),
    timeseries(
      'Age of reports',
      's',
      'time() - max by (report) (report_last_success_timestamp_seconds > 0)',
      { description: 'Time since a worker last updated the report.' },
    ),
  ],
};
