import type { Dashboard } from '../grafana.js';
import { quantiles, rate, stat, table, timeseries } from './panels.js';

const requests = 'http_request_duration_seconds';

export const overview: Dashboard = {
  uid: 'feed-overview',
  title: 'Overview',
  description: 'Service quality and current problems. The objectives are those of docs/slo.md.',
  panels: [
    stat(
      'Remaining error budget, 30 days',
      'percentunit',
      { '{{slo}}': 'slo:error_budget_remaining:ratio' },
      { width: 8, thresholds: [0.5, 0.1] },
    ),
    table('Alerts', 'short', 'count by (alertname, severity, alertstate) (ALERTS)', { width: 10 }),
    stat(
      'Processes up and ready',
      'short',
      { '{{job}}': 'sum by (job) (up{job=~"api|worker"})', '{{job}} ready': 'sum by (job) (app_ready)' },
      { width: 6, thresholds: [1, 0.5] },
    ),
    timeseries(
      'Requests by status',
      'reqps',
      `${rate('status_code', `${requests}_count{route="graphql"}`)} > 0`,
    ),
    timeseries('Request duration', 's', quantiles(`${requests}_bucket{route="graphql"}`)),
    timeseries('Error responses by code', 'reqps', `${rate('code', 'graphql_errors_total')} > 0`),
    timeseries('Requests rejected by a limit', 'reqps', `${rate('rule', 'graphql_rejected_total')} > 0`),
    timeseries(
      'Burn rate of the error budgets',
      'short',
      { '{{slo}} 1 h': 'slo:burn_rate:1h', '{{slo}} 6 h': 'slo:burn_rate:6h' },
      {
        description:
          '1 uses up the budget in exactly 30 days. An hour above 14.4 pages the on-call engineer.',
      },
    ),
    table('Running versions', 'short', 'count by (service, version, revision) (app_build_info)'),
  ],
};
