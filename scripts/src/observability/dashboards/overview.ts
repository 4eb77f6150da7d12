import type { Dashboard } from '../grafana.js';
import { quantiles } from './quantiles.js';

export const overview: Dashboard = {
  uid: 'feed-overview',
  title: 'Overview',
  description: 'Service quality and current problems. The objectives are those of docs/slo.md.',
  panels: [
    {
      title: 'Remaining error budget, 30 days',
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
      title: 'Processes up and ready',
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
      title: 'Request duration',
      kind: 'timeseries',
      unit: 's',
      queries: quantiles('http_request_duration_seconds_bucket{route="graphql"}'),
    },
    {
      title: 'Error responses by code',
      kind: 'timeseries',
      unit: 'reqps',
      queries: [
        { expr: 'sum by (code) (rate(graphql_errors_total[$__rate_interval])) > 0', legend: '{{code}}' },
      ],
    },
    {
      title: 'Requests rejected by a limit',
      kind: 'timeseries',
      unit: 'reqps',
      queries: [
        { expr: 'sum by (rule) (rate(graphql_rejected_total[$__rate_interval])) > 0', legend: '{{rule}}' },
      ],
    },
    {
      title: 'Burn rate of the error budgets',
      kind: 'timeseries',
      description: '1 uses up the budget in exactly 30 days. An hour above 14.4 pages the on-call engineer.',
      queries: [
        { expr: 'slo:burn_rate:1h', legend: '{{slo}} 1 h' },
        { expr: 'slo:burn_rate:6h', legend: '{{slo}} 6 h' },
      ],
    },
    {
      title: 'Running versions',
      kind: 'table',
      queries: [{ expr: 'count by (service, version, revision) (app_build_info)', legend: '{{service}}' }],
    },
  ],
};
