import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import {
  type LabelDefinitions,
  type LabelValues,
  allLabelSets,
  assertMetricRules,
  labelGuard,
} from './metric-rules.js';

export interface MetricDefinition<L extends LabelDefinitions> {
  name: string;
  help: string;
  /** Closed lists are initialised at zero for every combination. */
  labels?: L;
  /** Distinct values a `'bounded'` label may take before further ones become `other`; default 50. */
  maxValues?: number;
}

export interface GaugeDefinition<L extends LabelDefinitions> extends MetricDefinition<L> {
  /** Sets values at scrape time from what is in memory already: it cannot wait for anything. */
  collect?: (gauge: TypedGauge<L>) => void;
}

export interface HistogramDefinition<L extends LabelDefinitions> extends MetricDefinition<L> {
  /** Upper bounds, ascending; default: from 5 ms to 10 s. */
  buckets?: readonly number[];
}

export interface TypedCounter<L extends LabelDefinitions> {
  inc(labels: LabelValues<L>, by?: number): void;
}
export interface TypedGauge<L extends LabelDefinitions> {
  set(labels: LabelValues<L>, value: number): void;
}
export interface TypedHistogram<L extends LabelDefinitions> {
  /** `value` in the unit the name ends with: seconds, bytes. */
  observe(labels: LabelValues<L>, value: number): void;
}

export interface Metrics {
  readonly registry: Registry;
  readonly contentType: string;
  counter<const L extends LabelDefinitions = {}>(definition: MetricDefinition<L>): TypedCounter<L>;
  gauge<const L extends LabelDefinitions = {}>(definition: GaugeDefinition<L>): TypedGauge<L>;
  histogram<const L extends LabelDefinitions = {}>(definition: HistogramDefinition<L>): TypedHistogram<L>;
  /** The exposition text of a scrape. */
  text(): Promise<string>;
}

export interface MetricsOptions {
  service: string;
  version: string;
  revision: string;
  /** The process's own metrics (memory, event loop, garbage collection); default true. */
  defaults?: boolean;
}

const defaultBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const defaultMaxValues = 50;

/** A registry of its own, so that two contexts in one process (tests) never meet. */
export function createMetrics({ service, version, revision, defaults = true }: MetricsOptions): Metrics {
  const registry = new Registry();
  if (defaults) collectDefaultMetrics({ register: registry });
  const metrics: Metrics = {
    registry,
    contentType: registry.contentType,
    counter: (definition) => makeCounter(registry, definition),
    gauge: (definition) => makeGauge(registry, definition),
    histogram: (definition) => makeHistogram(registry, definition),
    text: () => registry.metrics(),
  };
  const labels = { service: [service], version: [version], revision: [revision] };
  metrics
    .gauge({ name: 'app_build_info', help: 'What is running; always 1.', labels })
    .set({ service, version, revision }, 1);
  return metrics;
}

/** What prom-client needs of a definition, and the guard every value passes. */
function prepare<L extends LabelDefinitions>(
  kind: 'counter' | 'gauge' | 'histogram',
  { name, help, labels, maxValues = defaultMaxValues }: MetricDefinition<L>,
) {
  assertMetricRules(kind, name, help);
  const declared = labels ?? ({} as L);
  return {
    options: { name, help, labelNames: Object.keys(declared) },
    sets: allLabelSets(name, declared),
    guard: labelGuard(declared, maxValues),
  };
}

function makeCounter<L extends LabelDefinitions>(
  registry: Registry,
  definition: MetricDefinition<L>,
): TypedCounter<L> {
  const { options, sets, guard } = prepare('counter', definition);
  const counter = new Counter({ ...options, registers: [registry] });
  for (const set of sets) counter.inc(set, 0);
  return { inc: (labels, by = 1) => counter.inc(guard(labels), by) };
}

function makeGauge<L extends LabelDefinitions>(
  registry: Registry,
  definition: GaugeDefinition<L>,
): TypedGauge<L> {
  const { options, sets, guard } = prepare('gauge', definition);
  const { collect } = definition;
  const gauge: Gauge = new Gauge({
    ...options,
    registers: [registry],
    ...(collect ? { collect: () => collect(typed) } : {}),
  });
  const typed: TypedGauge<L> = { set: (labels, value) => gauge.set(guard(labels), value) };
  for (const set of sets) gauge.set(set, 0);
  return typed;
}

function makeHistogram<L extends LabelDefinitions>(
  registry: Registry,
  definition: HistogramDefinition<L>,
): TypedHistogram<L> {
  const { options, sets, guard } = prepare('histogram', definition);
  const buckets = [...(definition.buckets ?? defaultBuckets)];
  const histogram = new Histogram({ ...options, buckets, registers: [registry] });
  for (const set of sets) histogram.zero(set);
  return { observe: (labels, value) => histogram.observe(guard(labels), value) };
}
