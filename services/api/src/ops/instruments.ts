import { errorCatalogue } from '@feed/platform/errors';
import { hostBudgets } from '@feed/platform/host-limits';
import type { Metrics } from '@feed/platform/metrics';
import { connectionInstruments } from '@feed/store/upkeep/instruments';
import { rejectionRules } from '../limits/rules.js';
import { reportHostBudgets } from './host-budgets.js';
import { cacheLabels, cacheSets, httpLabels, httpSets } from './label-sets.js';

/** The api's own metrics, except that of GraphQL operations: graphql/ declares it, because it needs the schema. */
export function createInstruments(metrics: Metrics) {
  return {
    budgets: hostBudgets(metrics, reportHostBudgets),
    ...connectionInstruments(metrics),
    http: metrics.histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from the head of a request to the end of its response; 499 is a caller who disconnected before.',
      labels: httpLabels,
      sets: httpSets,
      buckets: [0.025, 0.1, 0.3, 1, 5],
    }),
    connectionEnds: connectionEnds(metrics),
    errors: metrics.counter({
      name: 'graphql_errors_total',
      help: 'Responses of the GraphQL route that carry errors, by the code of the first one.',
      labels: { code: Object.keys(errorCatalogue) },
    }),
    rejected: metrics.counter({
      name: 'graphql_rejected_total',
      help: 'Requests rejected by a limit or a rule.',
      labels: { rule: rejectionRules },
    }),
    storedBytes: metrics.counter({
      name: 'mutation_stored_bytes_total',
      help: 'Bytes that mutations stored, as the daily quotas count them.',
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

const connectionEnds = (metrics: Metrics) =>
  metrics.counter({
    name: 'http_connections_closed_total',
    help: 'Connections closed to keep a limit, of all or of one address: idle ones, or new ones because none was idle.',
    labels: { limit: ['all', 'address'], connection: ['idle', 'new'] },
  });

export type Instruments = ReturnType<typeof createInstruments>;
