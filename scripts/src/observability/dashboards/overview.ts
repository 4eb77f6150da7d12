import type { Dashboard } from '../grafana.js';
import { quantiles } from './quantiles.js';

export const overview: Dashboard = {
  uid: 'feed-overview',
  title: 'Overview',
  description: 'Whether people are served well, and what is wrong. The objectives are those of docs/slo.md.',
  panels: [
    {
      title: 'Error budget left of 30 days',
      kind: 'stat',
      unit: 'percentunit',
      width: 8,
      thresholds: [0.5, 0.1],
      queries: [{ expr: 'slo:error_budget_remaining:ratio', legend: '{{slo}}' }],
    },
    {
      title: 'Alerts',
      kind: 'table',
      width: 10,
      queries: [
        {
          expr: 'count by (alertname, severity, alertstate) (ALERTS)',
          legend: '{{alertname}} {{alertstate}}',
        },
      ],
    },
    {
      title: 'Processes that answer',
      kind: 'stat',
      width: 6,
      thresholds: [1, 0.5],
      queries: [
        { expr: 'sum by (job) (up{job=~"api|worker"})', legend: '{{job}}' },
        { expr: 'sum by (job) (app_ready)', legend: '{{job}} ready' },
      ],
    },
    {
      title: 'Requests by status',
      kind: 'timeseries',
      unit: 'reqps',
      queries: [
        {
          expr: 'sum by (status_code) (rate(http_request_duration_seconds_count{route="graphql"}[$__rate_interval])) > 0',
          legend: '{{status_code}}',
        },
      ],
    },
    {
      title: 'Duration of requests',
      kind: 'timeseries',
      unit: 's',
      queries: quantiles('http_request_duration_seconds_bucket{route="graphql"}'),
    },
    {
      title: 'Answers with errors by code',
      kind: 'timeseries',
      unit: 'reqps',
      queries: [
        { expr: 'sum by (code) (rate(graphql_errors_total[$__rate_interval])) > 0', legend: '{{code}}' },
      ],
    },
    {
      title: 'Refused by a limit',
      kind: 'timeseries',
      unit: 'reqps',
      queries: [
        { expr: 'sum by (rule) (rate(graphql_rejected_total[$__rate_interval])) > 0', legend: '{{rule}}' },
      ],
    },
    {
      title: 'Speed at which the error budgets are used up',
      kind: 'timeseries',
      description: '1 uses up the budget in exactly 30 days. Somebody is called from 14.4 over an hour on.',
      queries: [
        { expr: 'slo:burn_rate:1h', legend: '{{slo}} 1 h' },
        { expr: 'slo:burn_rate:6h', legend: '{{slo}} 6 h' },
      ],
    },
    {
      title: 'What runs',
      kind: 'table',
      queries: [{ expr: 'count by (service, version, revision) (app_build_info)', legend: '{{service}}' }],
    },
  ],
};
