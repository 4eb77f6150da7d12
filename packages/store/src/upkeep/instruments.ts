import type { HistogramSeries } from '@feed/platform/metric-series';
import type { Metrics } from '@feed/platform/metrics';
import { subjects as content } from '../content/statement.js';
import { subjects as discovery } from '../discovery/statement.js';
import { subjects as feed } from '../feed/statement.js';
import { subjects as graph } from '../graph/statement.js';
import { subjects as identity } from '../identity/statement.js';
import type { DatabaseEvents } from '../postgres/database.js';
import { databaseErrorCodes } from '../postgres/errors.js';
import { subjects as journal } from '../journal/statement.js';
import { subjects as live } from '../live/statement.js';
import { subjects as operators } from '../operators/statement.js';
import { subjects as postgres } from '../postgres/statement.js';
import type { RedisEvents } from '../redis/redis.js';
import { subjects as safety } from '../safety/statement.js';
import { subjects as upkeep } from './statement.js';

const operations = [
  ...[
    ...[...postgres, ...journal, ...identity, ...graph, ...content],
    ...[...feed, ...discovery, ...safety, ...upkeep, ...live, ...operators],
  ].toSorted(),
  'other',
] as const;
type Operation = (typeof operations)[number];

/** Metrics of the connections to Postgres and Redis, which every service has. */
export interface ConnectionInstruments {
  database: Required<DatabaseEvents>;
  redis: Required<RedisEvents>;
}

export function connectionInstruments(metrics: Metrics): ConnectionInstruments {
  return {
    database: databaseInstruments(metrics),
    redis: redisInstruments(metrics),
  };
}

function redisInstruments(metrics: Metrics): ConnectionInstruments['redis'] {
  const connected = metrics.gauge({
    name: 'redis_client_connected',
    help: 'Whether Redis is connected and answers (1) or not (0).',
  });
  const breaker = metrics.gauge({
    name: 'redis_client_breaker_open',
    help: 'Whether Redis is connected but does not answer, so that it is sent no commands (1), or not (0).',
  });
  return {
    connected: (up) => connected.set({}, up ? 1 : 0),
    breaker: (open) => breaker.set({}, open ? 1 : 0),
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
  const seriesOf = new Map<string, HistogramSeries>();
  const resolve = (statement: string): HistogramSeries => {
    const series = duration.series({ operation: subjectOf(statement) });
    seriesOf.set(statement, series);
    return series;
  };
  return {
    ran: (statement, seconds) => (seriesOf.get(statement) ?? resolve(statement)).observe(seconds),
    failed: (code) => errors.inc({ code }),
  };
}

const subjectOf = (statement: string): Operation =>
  operations.find((operation) => statement.startsWith(`${operation}.`)) ?? 'other';
