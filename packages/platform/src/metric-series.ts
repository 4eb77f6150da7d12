// The series of counters and histograms, in the form that a Registry of prom-client reads: its own classes look the labels
// up by a text that they join for every observation. metrics.test.ts compares the exposition with theirs.
import type { Metric, Registry } from 'prom-client';

type LabelSet = Readonly<Record<string, string>>;

/** One series of a counter. Keep it where the labels are known beforehand. */
export class CounterSeries {
  value = 0;

  /** @throws RangeError unless `by` is a number that is not negative */
  inc(by = 1): void {
    if (!(by >= 0 && by < Infinity)) throw new RangeError(`a counter cannot grow by ${by}`);
    this.value += by;
  }
}

/** One series of a histogram. Keep it where the labels are known beforehand. */
export class HistogramSeries {
  sum = 0;
  /** Values up to each bound and above the one before; the last are those above all bounds. */
  readonly counts: number[];
  readonly #bounds: readonly number[];

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.counts = Array<number>(bounds.length + 1).fill(0);
  }

  /** @throws RangeError unless `value` is finite */
  observe(value: number): void {
    if (!Number.isFinite(value)) throw new RangeError(`a histogram cannot hold ${value}`);
    let at = 0;
    for (const bound of this.#bounds) {
      if (value <= bound) break;
      at += 1;
    }
    this.sum += value;
    this.counts[at] = (this.counts[at] ?? 0) + 1;
  }
}

/** A line of the exposition. `labels` come before the `sharedLabels`, which are formatted once for each object. */
interface Sample {
  metricName?: string;
  labels: Readonly<Record<string, string | number>>;
  sharedLabels?: LabelSet;
  value: number;
}

interface Family {
  registry: Registry;
  name: string;
  help: string;
}

/** Registers a counter. @returns the series of a label set, which is added if it is new */
export function counterFamily(family: Family): (set: LabelSet) => CounterSeries {
  const all = new Map<LabelSet, CounterSeries>();
  register(family, 'counter', () => Array.from(all, ([labels, { value }]) => ({ labels, value })));
  return seriesOf(all, () => new CounterSeries());
}

/** Registers a histogram. @returns the series of a label set, which is added if it is new */
export function histogramFamily(
  family: Family,
  bounds: readonly number[],
): (set: LabelSet) => HistogramSeries {
  const all = new Map<LabelSet, HistogramSeries>();
  register(family, 'histogram', () =>
    Array.from(all).flatMap(([set, series]) => histogramSamples(family.name, bounds, set, series)),
  );
  return seriesOf(all, () => new HistogramSeries(bounds));
}

function seriesOf<S>(all: Map<LabelSet, S>, create: () => S): (set: LabelSet) => S {
  return (set) => {
    let series = all.get(set);
    if (!series) all.set(set, (series = create()));
    return series;
  };
}

function histogramSamples(
  name: string,
  bounds: readonly number[],
  sharedLabels: LabelSet,
  { counts, sum }: HistogramSeries,
): Sample[] {
  let value = 0;
  const samples = counts.map((count, i): Sample => {
    value += count;
    return { metricName: `${name}_bucket`, labels: { le: bounds[i] ?? '+Inf' }, sharedLabels, value };
  });
  return [
    ...samples,
    { metricName: `${name}_sum`, labels: {}, sharedLabels, value: sum },
    { metricName: `${name}_count`, labels: {}, sharedLabels, value },
  ];
}

function register({ registry, name, help }: Family, type: string, read: () => Sample[]): void {
  const get = () => Promise.resolve({ name, help, type, aggregator: 'sum', values: read() });
  // The registry uses nothing else of a metric.
  registry.registerMetric({ name, help, type, get } as unknown as Metric);
}
