import type { Dashboard } from '../grafana.js';

const perProcess = '{{job}} {{instance}}';

export const hosts: Dashboard = {
  uid: 'feed-hosts',
  title: 'Budgets of the hosts',
  description:
    'What the hosts grant and what is used of it; alerts begin at 80 %. Below, the processes themselves.',
  panels: [
    {
      title: 'Used of what the hosts grant',
      kind: 'bargauge',
      unit: 'percentunit',
      thresholds: [0.6, 0.8],
      queries: [{ expr: 'max by (host, resource) (host_budget_ratio)', legend: '{{host}} {{resource}}' }],
    },
    {
      title: 'Over time',
      kind: 'timeseries',
      unit: 'percentunit',
      queries: [{ expr: 'max by (host, resource) (host_budget_ratio)', legend: '{{host}} {{resource}}' }],
    },
    {
      title: 'Connections to Postgres lent out',
      kind: 'timeseries',
      queries: [
        { expr: 'pg_pool_active_connections', legend: `${perProcess} lent out` },
        { expr: 'pg_pool_size', legend: `${perProcess} open` },
        { expr: 'pg_pool_max', legend: `${perProcess} allowed` },
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
      title: 'Processor time',
      kind: 'timeseries',
      unit: 'percentunit',
      description: 'Of one core. The mirrored worker has a tenth of one.',
      queries: [
        {
          expr: 'rate(process_cpu_seconds_total{job=~"api|worker"}[$__rate_interval])',
          legend: perProcess,
        },
      ],
    },
    {
      title: 'Lag of the event loop, 99th percentile',
      kind: 'timeseries',
      unit: 's',
      queries: [{ expr: 'nodejs_eventloop_lag_p99_seconds', legend: perProcess }],
    },
    {
      title: 'Garbage collection',
      kind: 'timeseries',
      unit: 'percentunit',
      description: 'Share of the time.',
      queries: [
        {
          expr: 'sum by (job, instance) (rate(nodejs_gc_duration_seconds_sum[$__rate_interval]))',
          legend: perProcess,
        },
      ],
    },
    {
      title: 'Postgres and Redis are reached',
      kind: 'stat',
      thresholds: [1, 0.5],
      queries: [
        { expr: 'min by (job) (db_client_connected)', legend: '{{job}}: Postgres' },
        { expr: 'min by (job) (redis_client_connected)', legend: '{{job}}: Redis' },
      ],
    },
    {
      title: 'Database and Redis as they are set',
      kind: 'stat',
      queries: [
        { expr: 'max(db_read_only)', legend: 'read-only' },
        { expr: 'max(db_schema_version_applied)', legend: 'schema' },
        { expr: 'max by (job) (db_schema_version_expected)', legend: 'schema that the {{job}} knows' },
        { expr: 'max by (policy) (redis_maxmemory_policy_info) == 1', legend: 'Redis: {{policy}}' },
      ],
    },
  ],
};
