import type { Dashboard } from '../grafana.js';
import { quantiles } from './quantiles.js';

const homeFeed = 'operation_name=~"homeFeed|userFeed",outcome="ok"';

export const feed: Dashboard = {
  uid: 'feed-feed',
  title: 'Feed',
  description: 'Home feeds, the timelines behind them, and the database work they cause.',
  panels: [
    {
      title: 'Home feed duration',
      kind: 'timeseries',
      unit: 's',
      queries: quantiles(`graphql_operation_duration_seconds_bucket{${homeFeed}}`),
    },
    {
      title: "Time until a post is in followers' timelines",
      kind: 'timeseries',
      unit: 's',
      queries: quantiles('feed_post_visible_lag_seconds_bucket'),
    },
    {
      title: 'Operations',
      kind: 'timeseries',
      unit: 'ops',
      queries: [
        {
          expr: 'topk(10, sum by (operation_name) (rate(graphql_operation_duration_seconds_count[$__rate_interval])) > 0)',
          legend: '{{operation_name}}',
        },
      ],
    },
    {
      title: 'Mean operation duration',
      kind: 'timeseries',
      unit: 's',
      queries: [
        {
          expr: 'topk(10, sum by (operation_name) (rate(graphql_operation_duration_seconds_sum[$__rate_interval])) / (sum by (operation_name) (rate(graphql_operation_duration_seconds_count[$__rate_interval])) > 0))',
          legend: '{{operation_name}}',
        },
      ],
    },
    {
      title: 'Timeline lookups',
      kind: 'timeseries',
      unit: 'ops',
      description: 'A miss is read from Postgres; "unavailable" means that Redis cannot be reached.',
      queries: [
        {
          expr: 'sum by (result) (rate(cache_requests_total{cache="timeline"}[$__rate_interval]))',
          legend: '{{result}}',
        },
      ],
    },
    {
      title: 'Cache hit ratio',
      kind: 'timeseries',
      unit: 'percentunit',
      queries: [
        {
          expr: 'sum by (cache) (rate(cache_requests_total{result="hit"}[$__rate_interval])) / (sum by (cache) (rate(cache_requests_total[$__rate_interval])) > 0)',
          legend: '{{cache}}',
        },
      ],
    },
    {
      title: 'Cached feeds compared with the reference feed',
      kind: 'timeseries',
      description: 'Over five minutes. "skipped" feeds still wait for a task, or are too large to compare.',
      queries: [{ expr: 'sum by (result) (increase(feed_verifications_total[5m]))', legend: '{{result}}' }],
    },
    {
      title: 'Wrong entries in cached feeds, last day',
      kind: 'bargauge',
      thresholds: [1, 100],
      queries: [{ expr: 'sum by (kind) (increase(feed_drift_total[1d]))', legend: '{{kind}}' }],
    },
    {
      title: 'Postgres time by subject',
      kind: 'timeseries',
      description: 'Seconds spent in statements per second: 1 keeps one connection busy.',
      queries: [
        {
          expr: 'topk(10, sum by (job, operation) (rate(db_client_operation_duration_seconds_sum[$__rate_interval])) > 0)',
          legend: '{{job}} {{operation}}',
        },
      ],
    },
    {
      title: 'Postgres errors by code',
      kind: 'timeseries',
      unit: 'ops',
      queries: [
        {
          expr: 'sum by (job, code) (rate(db_client_errors_total[$__rate_interval])) > 0',
          legend: '{{job}} {{code}}',
        },
      ],
    },
  ],
};
