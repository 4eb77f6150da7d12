import type { Metrics } from '@feed/platform/metrics';
import type { Shares } from '../limits/shares.js';

export function registerShareGauge(metrics: Metrics, shares: Pick<Shares, 'waiting'>): void {
  metrics.gauge({
    name: 'graphql_waiting_for_share',
    help: 'Operations and statements that wait for others of the same account or network address.',
    collect: (gauge) => gauge.set({}, shares.waiting),
  });
}
