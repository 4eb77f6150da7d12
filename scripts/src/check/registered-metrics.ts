import { declareOperationMetric } from '@feed/api/graphql/operation-metric';
import { buildSchema } from '@feed/api/schema';
import { createInstruments as apiInstruments } from '@feed/api/ops/instruments';
import { feedMemoryEvents, registerFeedMemoryGauges } from '@feed/api/ops/feed-memory';
import { registerJournalGauge } from '@feed/api/ops/journal-gauge';
import { registerShareGauge } from '@feed/api/ops/share-gauge';
import { subscriptionEvents } from '@feed/api/ops/subscriptions';
import { subscriptionFields } from '@feed/api/subscriptions/registry';
import { createMetrics, type MetricDescription, type Metrics } from '@feed/platform/metrics';
import { registerPoolGauges } from '@feed/store/postgres/pool-gauges';
import { registerProbeGauges } from '@feed/store/postgres/probe-gauges';
import { createInstruments as workerInstruments } from '@feed/worker/ops/instruments';
import { registry } from '@feed/worker/registry';

export interface RegisteredMetrics {
  both: readonly MetricDescription[];
  api: readonly MetricDescription[];
  worker: readonly MetricDescription[];
}

/** The metrics that the services declare when they start, without starting them. */
export function registeredMetrics(): RegisteredMetrics {
  const api = metricsOf((metrics) => {
    apiInstruments(metrics);
    registerShareGauge(metrics, { waiting: 0 });
    feedMemoryEvents(metrics);
    registerFeedMemoryGauges(metrics, { usage: () => ({ bytes: 0, lists: 0 }) });
    registerJournalGauge(metrics, { age: () => 0 });
    subscriptionEvents(metrics, subscriptionFields);
    declareOperationMetric(metrics, buildSchema());
  });
  const worker = metricsOf((metrics) => workerInstruments(metrics, registry.names));
  const [ofApi, ofWorker] = [api, worker].map((declared) => new Set(declared.map(({ name }) => name)));
  return {
    both: api.filter(({ name }) => ofWorker?.has(name)),
    api: api.filter(({ name }) => !ofWorker?.has(name)),
    worker: worker.filter(({ name }) => !ofApi?.has(name)),
  };
}

function metricsOf(declare: (metrics: Metrics) => void): readonly MetricDescription[] {
  const metrics = createMetrics({ service: '', version: '', revision: '', defaults: false });
  declare(metrics);
  registerPoolGauges(metrics, { stats: () => ({ size: 0, max: 0, active: 0, waiting: 0 }) });
  registerProbeGauges(metrics, { applied: undefined, current: () => ({ ready: false, checks: {} }) });
  return metrics.declared;
}
