import type { Dashboard } from '../grafana.js';
import { quantiles, rate, stat, table, timeseries } from './panels.js';

const requests = 'http_request_duration_seconds';

export const overview: Dashboard = {
  uid: 'feed-overview',
  title: 'Overview',
  description: 'How well users are served, and what is wrong. The objectives are those of docs/slo.md.',
  panels: [
    stat(
      'Error budget left of 30 days',
      'percentunit',
      { '{{slo}}': 'slo:error_budget_remaining:ratio' },
      { width: 8, thresholds: [0.5, 0.1] },
    ),
    table('Alerts', 'short', 'count by (alertname, severity, alertstate) (ALERTS)', { width: 10 }),
    stat(
      'Processes that answer',
      'short',
      { '{{job}}': 'sum by (job) (up{job=~"api|worker"})', '{{job}} ready': 'sum by (job) (app_ready)' },
      { width: 6, thresholds: [1, 0.5] },
    ),
    timeseries(
      'Requests by status',
      'reqps',
      `${rate('status_code', `${requests}_count{route="graphql"}`)} > 0`,
    ),
    timeseries('Duration of requests', 's', quantiles(`${requests}_bucket{route="graphql"}`)),
    timeseries('Responses with errors by code', 'reqps', `${rate('code', 'graphql_errors_total')} > 0`),
    timeseries('Rejected by a limit', 'reqps', `${rate('rule', 'graphql_rejected_total')} > 0`),
    timeseries(
      'Speed at which the error budgets are used up',
      'short',
      { '{{slo}} 1 h': 'slo:burn_rate:1h', '{{slo}} 6 h': 'slo:burn_rate:6h' },
      {
        description: '1 uses up the budget in exactly 30 days. 14.4 over an hour pages the operator on call.',
      },
    ),
    table('What runs', 'short', 'count by (service, version, revision) (app_build_info)'),
  ],
};
