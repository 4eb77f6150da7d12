import type { Dashboard } from '../grafana.js';

const perProcess = '{{job}} {{instance}}';

export const hosts: Dashboard = {
  uid: 'feed-hosts',
  title: 'Host budgets',
  description: 'How much of each host limit is used, then the processes themselves. Alerts start at 80 %.',
  panels: [
    {
      title: 'Share of host limits in use',
      kind: 'bargauge',
      unit: 'percentunit',
      thresholds: [0.6, 0.8],
      queries: [{ expr: 'max by (host, resource) (host_budget_ratio)', legend: '{{host}} {{resource}}' }],
    },
    {
      title: 'Share of host limits in use, over time',
      kind: 'timeseries',
      unit: 'percentunit',
      queries: [{ expr: 'max by (host, resource) (host_budget_ratio)', legend: '{{host}} {{resource}}' }],
    },
    {
      title: 'Postgres connections',
      kind: 'timeseries',
      queries: [
        { expr: 'pg_pool_active_connections', legend: `${perProcess} in use` },
        { expr: 'pg_pool_size', legend: `${perProcess} open` },
        { expr: 'pg_pool_max', legend: `${perProcess} maximum` },
      ],
    },
    {
      title: 'Callers waiting for a connection',
      kind: 'timeseries',
      queries: [{ expr: 'pg_pool_waiting_connections', legend: perProcess }],
    },
    {
      title: 'Resident memory',
      kind: 'timeseries',
      unit: 'bytes',
      queries: [{ expr: 'process_resident_memory_bytes{job=~"api|worker"}', legend: perProcess }],
    },
    {
      title: 'CPU time',
      kind: 'timeseries',
      unit: 'percentunit',
      description: 'Share of one core. The free-tier worker has a tenth of a core.',
      queries: [
        {
          expr: 'rate(process_cpu_seconds_total{job=~"api|worker"}[$__rate_interval])',
          legend: perProcess,
        },
      ],
    },
    {
      title: 'Event loop delay, 99th percentile',
      kind: 'timeseries',
      unit: 's',
      queries: [{ expr: 'nodejs_eventloop_lag_p99_seconds', legend: perProcess }],
    },
    {
      title: 'Garbage collection',
      kind: 'timeseries',
      unit: 'percentunit',
      description: 'Share of time spent.',
      queries: [
        {
          expr: 'sum by (job, instance) (rate(nodejs_gc_duration_seconds_sum[$__rate_interval]))',
          legend: perProcess,
        },
      ],
    },
    {
      title: 'Connected to Postgres and Redis',
      kind: 'stat',
      thresholds: [1, 0.5],
      queries: [
        { expr: 'min by (job) (db_client_connected)', legend: '{{job}}: Postgres' },
        { expr: 'min by (job) (redis_client_connected)', legend: '{{job}}: Redis' },
      ],
    },
    {
      title: 'State of Postgres and Redis',
      kind: 'stat',
      queries: [
        { expr: 'max(db_read_only)', legend: 'read-only' },
        { expr: 'max(db_schema_version_applied)', legend: 'schema' },
        { expr: 'max by (job) (db_schema_version_expected)', legend: 'schema the {{job}} expects' },
        { expr: 'max by (policy) (redis_maxmemory_policy_info) == 1', legend: 'Redis: {{policy}}' },
      ],
    },
  ],
};
