import type { Dashboard } from '../grafana.js';
import { bars, rate, stat, timeseries } from './panels.js';

const budgets = 'max by (host, resource) (host_budget_ratio)';
const perProcess = '{{job}} {{instance}}';

export const hosts: Dashboard = {
  uid: 'feed-hosts',
  title: 'Budgets of the hosts',
  description: 'What the hosts grant and how much of it is used; alerts begin at 80 %. Below, the processes.',
  panels: [
    bars('Used of what the hosts grant', 'percentunit', budgets, { thresholds: [0.6, 0.8] }),
    timeseries('Over time', 'percentunit', budgets),
    timeseries('Connections to Postgres', 'short', {
      [`${perProcess} lent out`]: 'pg_pool_active_connections',
      [`${perProcess} open`]: 'pg_pool_size',
      [`${perProcess} allowed`]: 'pg_pool_max',
    }),
    timeseries('Callers waiting for a connection', 'short', { [perProcess]: 'pg_pool_waiting_connections' }),
    timeseries('Resident memory', 'bytes', {
      [perProcess]: 'process_resident_memory_bytes{job=~"api|worker"}',
    }),
    timeseries(
      'Processor time',
      'percentunit',
      { [perProcess]: 'rate(process_cpu_seconds_total{job=~"api|worker"}[$__rate_interval])' },
      { description: 'Of one core. The mirrored worker has a tenth of one.' },
    ),
    timeseries('Lag of the event loop, 99th percentile', 's', {
      [perProcess]: 'nodejs_eventloop_lag_p99_seconds',
    }),
    timeseries('Garbage collection', 'percentunit', rate('job, instance', 'nodejs_gc_duration_seconds_sum'), {
      description: 'Share of the time.',
    }),
    stat(
      'Postgres and Redis can be reached',
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
      'schema that the {{job}} expects': 'max by (job) (db_schema_version_expected)',
      'Redis: {{policy}}': 'max by (policy) (redis_maxmemory_policy_info) == 1',
    }),
  ],
};
