import { errorCatalogue } from '@feed/platform/errors';
import { hostBudgets } from '@feed/platform/host-limits';
import type { Metrics } from '@feed/platform/metrics';
import { connectionInstruments } from '@feed/store/upkeep/instruments';
import { cacheLabels, cacheSets, httpLabels, httpSets } from './label-sets.js';
import { reportOwnBudgets } from './own-budgets.js';

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
  'answer_size',
  'rate_address',
  'rate_account',
  'rate_login',
  'in_flight',
  'cost_in_flight',
  'unsent',
  'event_loop',
  'password_queue',
  'timeout',
  'method',
] as const;
export type RejectionRule = (typeof rejectionRules)[number];

/** The api's own metrics, but for those of GraphQL operations, which are declared where the schema is known. */
export function createInstruments(metrics: Metrics) {
  hostBudgets(metrics, reportOwnBudgets);
  return {
    ...connectionInstruments(metrics),
    http: metrics.histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from the head of a request to the end of its answer; 499 is a caller who went away before.',
      labels: httpLabels,
      sets: httpSets,
      buckets: [0.025, 0.1, 0.3, 1, 5],
    }),
    errors: metrics.counter({
      name: 'graphql_errors_total',
      help: 'Answers of the GraphQL route that tell of errors, by the code of the first one.',
      labels: { code: Object.keys(errorCatalogue) },
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
      labels: cacheLabels,
      sets: cacheSets,
    }),
  };
}

export type Instruments = ReturnType<typeof createInstruments>;
