import type { Dashboard } from '../grafana.js';
import { bars, rate, stat, timeseries } from './panels.js';

const budgets = 'max by (host, resource) (host_budget_ratio)';
const perProcess = '{{job}} {{instance}}';

export const hosts: Dashboard = {
  uid: 'feed-hosts',
  title: 'Host budgets',
  description: 'How much of each host limit is used, then the processes themselves. Alerts start at 80 %.',
  panels: [
    bars('Share of host limits in use', 'percentunit', budgets, { thresholds: [0.6, 0.8] }),
    timeseries('Share of host limits in use, over time', 'percentunit', budgets),
    timeseries('Postgres connections', 'short', {
      [`${perProcess} in use`]: 'pg_pool_active_connections',
      [`${perProcess} open`]: 'pg_pool_size',
      [`${perProcess} maximum`]: 'pg_pool_max',
    }),
    timeseries('Callers waiting for a connection', 'short', { [perProcess]: 'pg_pool_waiting_connections' }),
    timeseries('Resident memory', 'bytes', {
      [perProcess]: 'process_resident_memory_bytes{job=~"api|worker"}',
    }),
    timeseries(
      'CPU time',
      'percentunit',
      { [perProcess]: 'rate(process_cpu_seconds_total{job=~"api|worker"}[$__rate_interval])' },
      { description: 'Share of one core. The free-tier worker has a tenth of a core.' },
    ),
    timeseries('Event loop delay, 99th percentile', 's', {
      [perProcess]: 'nodejs_eventloop_lag_p99_seconds',
    }),
    timeseries('Garbage collection', 'percentunit', rate('job, instance', 'nodejs_gc_duration_seconds_sum'), {
      description: 'Share of time spent.',
    }),
    stat(
      'Connected to Postgres and Redis',
      'short',
      {
        '{{job}}: Postgres': 'min by (job) (db_client_connected)',
        '{{job}}: Redis': 'min by (job) (redis_client_connected)',
      },
      { thresholds: [1, 0.5] },
    ),
    stat('State of Postgres and Redis', 'short', {
      'read-only': 'max(db_read_only)',
      schema: 'max(db_schema_version_applied)',
      'schema the {{job}} expects': 'max by (job) (db_schema_version_expected)',
      'Redis does not answer the {{job}}': 'max by (job) (redis_client_breaker_open)',
      'Redis: {{policy}}': 'max by (policy) (redis_maxmemory_policy_info) == 1',
    }),
  ],
};
