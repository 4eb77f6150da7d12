import type { Metrics } from '@feed/platform/metrics';
import { connectionInstruments } from '@feed/store/database/instruments';

const operationTypes = ['query', 'mutation', 'subscription', 'unknown'] as const;
export type OperationType = (typeof operationTypes)[number];

const outcomes = ['ok', 'user_error', 'system_error'] as const;
export type Outcome = (typeof outcomes)[number];

/** Why a request was refused before or instead of being executed. */
export const rejectionRules = [
  'body_size',
  'content_type',
  'malformed',
  'batch',
  'tokens',
  'syntax',
  'validation',
  'depth',
  'aliases',
  'root_fields',
  'directives',
  'introspection',
  'cost',
  'rate_address',
  'rate_account',
  'rate_login',
  'in_flight',
  'event_loop',
  'password_queue',
  'timeout',
  'method',
] as const;
export type RejectionRule = (typeof rejectionRules)[number];

const fastBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The api's own metrics. */
export function createInstruments(metrics: Metrics) {
  return {
    ...connectionInstruments(metrics),
    http: metrics.histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from the head of a request to the end of its answer.',
      labels: {
        method: ['GET', 'POST', 'OPTIONS', 'other'],
        route: ['graphql', 'other'],
        status_code: 'bounded',
      },
      buckets: fastBuckets,
    }),
    operation: metrics.histogram({
      name: 'graphql_operation_duration_seconds',
      help: 'Execution time of GraphQL operations, named by their first root field.',
      labels: { operation_type: operationTypes, operation_name: 'bounded', outcome: outcomes },
      maxValues: 200,
      buckets: fastBuckets,
    }),
    rejected: metrics.counter({
      name: 'graphql_rejected_total',
      help: 'Requests refused by a limit or a rule.',
      labels: { rule: rejectionRules },
    }),
    wakeupFailures: metrics.counter({
      name: 'taskqueue_wakeup_failures_total',
      help: 'Hints to the workers that failed, and lost connections for them. A sweep runs the tasks all the same.',
    }),
    cache: metrics.counter({
      name: 'cache_requests_total',
      help: 'Look-ups in caches by outcome.',
      labels: {
        cache: ['timeline', 'document', 'token'],
        result: ['hit', 'miss', 'rebuilt', 'stale', 'unavailable'],
      },
    }),
  };
}

export type Instruments = ReturnType<typeof createInstruments>;
