import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import {
  type LabelDefinitions,
  type LabelValues,
  allLabelSets,
  assertMetricRules,
  labelGuard,
} from './metric-rules.js';
import { type CounterSeries, type HistogramSeries, counterFamily, histogramFamily } from './metric-series.js';

export interface MetricDefinition<L extends LabelDefinitions> {
  name: string;
  help: string;
  /** Every combination starts at zero, so that a rate sees the first event. */
  labels?: L;
  /** The combinations that occur, if not all of them do; others are counted as `other`. */
  sets?: readonly LabelValues<L>[];
}

export interface GaugeDefinition<L extends LabelDefinitions> extends MetricDefinition<L> {
  /** Shows nothing until it is set, because a value that was never read is not zero. */
  unknown?: boolean;
  /** Sets values at scrape time, synchronously, from what is already in memory. */
  collect?: (gauge: TypedGauge<L>) => void;
}

export interface HistogramDefinition<L extends LabelDefinitions> extends MetricDefinition<L> {
  /** Upper bounds, ascending, in the unit of the name. */
  buckets: readonly number[];
}

export interface TypedCounter<L extends LabelDefinitions> {
  inc(labels: LabelValues<L>, by?: number): void;
  /** The series of labels that are known before they are used. */
  series(labels: LabelValues<L>): CounterSeries;
}
export interface TypedGauge<L extends LabelDefinitions> {
  set(labels: LabelValues<L>, value: number): void;
  /** Shows nothing for these labels until they are set again. */
  clear(labels: LabelValues<L>): void;
}
export interface TypedHistogram<L extends LabelDefinitions> {
  /** `value` in the unit the name ends with: seconds, bytes. */
  observe(labels: LabelValues<L>, value: number): void;
  /** The series of labels that are known before they are used. */
  series(labels: LabelValues<L>): HistogramSeries;
}

/** Describes a metric for the reference and for the checks of queries. */
export interface MetricDescription {
  name: string;
  type: 'counter' | 'gauge' | 'histogram';
  help: string;
  labels: LabelDefinitions;
  /** Upper bounds of a histogram. */
  buckets?: readonly number[];
}

export interface Metrics {
  readonly registry: Registry;
  /** The metrics declared here, in that order, without those of the process itself. */
  readonly declared: readonly MetricDescription[];
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

/** Gauges of prom-client that are named like counters, and repeat what their siblings with a `type` say. */
const misnamed = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
];

/** Creates metrics with a registry of their own, so that two contexts in one process do not collide in tests. */
export function createMetrics({ service, version, revision, defaults = true }: MetricsOptions): Metrics {
  const registry = new Registry();
  if (defaults) collectDefaultMetrics({ register: registry });
  for (const name of misnamed) registry.removeSingleMetric(name);
  const declared: MetricDescription[] = [];
  const base = { registry, declared };
  const metrics: Metrics = {
    ...base,
    contentType: registry.contentType,
    counter: (definition) => makeCounter(base, definition),
    gauge: (definition) => makeGauge(base, definition),
    histogram: (definition) => makeHistogram(base, definition),
    text: () => registry.metrics(),
  };
  const labels = { service: [service], version: [version], revision: [revision] };
  metrics
    .gauge({ name: 'app_build_info', help: 'Version and revision that are running; always 1.', labels })
    .set({ service, version, revision }, 1);
  return metrics;
}

interface Base {
  registry: Registry;
  declared: MetricDescription[];
}

type Definition<L extends LabelDefinitions> = MetricDefinition<L> &
  Partial<Pick<HistogramDefinition<L>, 'buckets'>>;

/** Returns the label sets of a metric, and the guard that maps labels to one of them. */
function prepare<L extends LabelDefinitions>(
  { declared }: Base,
  type: MetricDescription['type'],
  { name, help, labels = {} as L, sets: given, buckets }: Definition<L>,
) {
  assertMetricRules(type, name, help);
  declared.push({ name, type, help, labels, ...(buckets && { buckets }) });
  const sets = given ?? allLabelSets(name, labels);
  return { sets, guard: labelGuard(labels, sets) };
}

function makeCounter<L extends LabelDefinitions>(
  base: Base,
  definition: MetricDefinition<L>,
): TypedCounter<L> {
  const { sets, guard } = prepare(base, 'counter', definition);
  const find = counterFamily({ ...definition, registry: base.registry });
  sets.forEach(find);
  return {
    inc: (labels, by) => find(guard(labels)).inc(by),
    series: (labels) => find(guard(labels)),
  };
}

function makeGauge<L extends LabelDefinitions>(base: Base, definition: GaugeDefinition<L>): TypedGauge<L> {
  const { sets, guard } = prepare(base, 'gauge', definition);
  const { name, help, labels = {}, collect, unknown = false } = definition;
  const options = { name, help, labelNames: Object.keys(labels), registers: [base.registry] };
  const gauge: Gauge = new Gauge({ ...options, ...(collect ? { collect: () => collect(typed) } : {}) });
  const typed: TypedGauge<L> = {
    set: (labels, value) => gauge.set(guard(labels), value),
    clear: (labels) => gauge.remove(guard(labels)),
  };
  for (const set of sets) {
    if (unknown) gauge.remove(set);
    else gauge.set(set, 0);
  }
  return typed;
}

function makeHistogram<L extends LabelDefinitions>(
  base: Base,
  definition: HistogramDefinition<L>,
): TypedHistogram<L> {
  const { sets, guard } = prepare(base, 'histogram', definition);
  const find = histogramFamily({ ...definition, registry: base.registry }, definition.buckets);
  sets.forEach(find);
  return {
    observe: (labels, value) => find(guard(labels)).observe(value),
    series: (labels) => find(guard(labels)),
  };
}
