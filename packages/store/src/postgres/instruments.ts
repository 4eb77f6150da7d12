import type { Metrics, TypedGauge } from '@feed/platform/metrics';
import type { DatabaseEvents } from './database.js';
import { databaseErrorCodes } from './errors.js';
import { statementSubjects } from './statement.js';

const operations = [...statementSubjects, 'other'] as const;
type Operation = (typeof operations)[number];

/** What every service measures of its connections to Postgres and Redis. */
export interface ConnectionInstruments {
  database: Required<DatabaseEvents>;
  redisConnected: TypedGauge<{}>;
}

export function connectionInstruments(metrics: Metrics): ConnectionInstruments {
  return {
    database: databaseInstruments(metrics),
    redisConnected: metrics.gauge({
      name: 'redis_client_connected',
      help: 'Whether the connection to Redis is up (1) or down (0).',
    }),
  };
}

function databaseInstruments(metrics: Metrics): ConnectionInstruments['database'] {
  const duration = metrics.histogram({
    name: 'db_client_operation_duration_seconds',
    help: 'Duration of SQL statements as seen by the client, including failed ones, by subject.',
    labels: { operation: operations },
    buckets: [0.005, 0.025, 0.1, 0.5],
  });
  const errors = metrics.counter({
    name: 'db_client_errors_total',
    help: 'Failed statements, commits and attempts to get a connection, by error code.',
    labels: { code: databaseErrorCodes },
  });
  const labelsOf = new Map<string, { operation: Operation }>();
  return {
    ran(statement, seconds) {
      const known = labelsOf.get(statement);
      const labels = known ?? { operation: subjectOf(statement) };
      if (!known) labelsOf.set(statement, labels);
      duration.observe(labels, seconds);
    },
    failed: (code) => errors.inc({ code }),
  };
}

const subjectOf = (statement: string): Operation =>
  operations.find((operation) => statement.startsWith(`${operation}.`)) ?? 'other';
