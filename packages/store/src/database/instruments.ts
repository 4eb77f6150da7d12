import type { Metrics, TypedGauge, TypedHistogram } from '@feed/platform/metrics';

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const outcomes = ['ok', 'error'] as const;

/** What every service measures of its connections to Postgres and Redis. */
export interface ConnectionInstruments {
  statement: TypedHistogram<{ operation: 'bounded'; outcome: typeof outcomes }>;
  redisConnected: TypedGauge<{}>;
}

export function connectionInstruments(metrics: Metrics): ConnectionInstruments {
  return {
    statement: metrics.histogram({
      name: 'db_client_operation_duration_seconds',
      help: 'Duration of SQL statements as the client sees it.',
      labels: { operation: 'bounded', outcome: outcomes },
      maxValues: 300,
      buckets,
    }),
    redisConnected: metrics.gauge({
      name: 'redis_client_connected',
      help: 'Whether the connection to Redis is up (1) or down (0).',
    }),
  };
}
