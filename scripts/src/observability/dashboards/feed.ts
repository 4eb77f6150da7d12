import type { Dashboard } from '../grafana.js';
import { quantiles } from './quantiles.js';

const homeFeed = 'operation_name=~"homeFeed|userFeed",outcome="ok"';

export const feed: Dashboard = {
  uid: 'feed-feed',
  title: 'Feed',
  description:
    'Reading and writing: home feeds, the timelines behind them, and what the database has to do for it.',
  panels: [
    {
      title: 'Duration of home feeds',
      kind: 'timeseries',
      unit: 's',
      queries: quantiles(`graphql_operation_duration_seconds_bucket{${homeFeed}}`),
    },
    {
      title: 'Time until a post is in the timelines of followers',
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
      title: 'Mean duration of operations',
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
      title: 'Look-ups of timelines',
      kind: 'timeseries',
      unit: 'ops',
      description: 'A miss is read from Postgres; "unavailable" is Redis being away.',
      queries: [
        {
          expr: 'sum by (result) (rate(cache_requests_total{cache="timeline"}[$__rate_interval]))',
          legend: '{{result}}',
        },
      ],
    },
    {
      title: 'Share of look-ups that hit',
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
      title: 'Cached feeds compared with the reference',
      kind: 'timeseries',
      description:
        'In five minutes. "skipped" is waiting for a task, or too large to be compared in passing.',
      queries: [{ expr: 'sum by (result) (increase(feed_verifications_total[5m]))', legend: '{{result}}' }],
    },
    {
      title: 'Entries of cached feeds that were wrong, last day',
      kind: 'bargauge',
      thresholds: [1, 100],
      queries: [{ expr: 'sum by (kind) (increase(feed_drift_total[1d]))', legend: '{{kind}}' }],
    },
    {
      title: 'Time of Postgres by subject',
      kind: 'timeseries',
      description: 'Seconds of statements a second: 1 keeps one connection busy.',
      queries: [
        {
          expr: 'topk(10, sum by (job, operation) (rate(db_client_operation_duration_seconds_sum[$__rate_interval])) > 0)',
          legend: '{{job}} {{operation}}',
        },
      ],
    },
    {
      title: 'Failures of Postgres by code',
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
