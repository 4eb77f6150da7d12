import type { Metrics } from '@feed/platform/metrics';
import type { Database, PoolStats } from './queryable.js';

const gauges: readonly { name: string; help: string; of: keyof PoolStats }[] = [
  { name: 'pg_pool_size', help: 'Open connections to Postgres.', of: 'size' },
  { name: 'pg_pool_max', help: 'Maximum number of connections to Postgres in the pool.', of: 'max' },
  { name: 'pg_pool_active_connections', help: 'Connections to Postgres in use.', of: 'active' },
  {
    name: 'pg_pool_waiting_connections',
    help: 'Callers waiting for a connection to Postgres.',
    of: 'waiting',
  },
];

/** Reads the pool's own counts at scrape time. */
export function registerPoolGauges(metrics: Metrics, database: Pick<Database, 'stats'>): void {
  for (const { name, help, of } of gauges) {
    metrics.gauge({ name, help, collect: (gauge) => gauge.set({}, database.stats()[of]) });
  }
}
