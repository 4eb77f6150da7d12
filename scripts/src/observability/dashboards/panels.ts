import type { Panel } from '../grafana.js';

type More = Partial<Pick<Panel, 'width' | 'thresholds' | 'description'>>;

const panel =
  (kind: Panel['kind']) =>
  (title: string, unit: Panel['unit'], queries: string | Panel['queries'], more: More = {}): Panel => ({
    ...{ title, kind, unit, ...more },
    queries: typeof queries === 'string' ? { [legendOf(queries)]: queries } : queries,
  });

/** `{{a}} {{b}}` of a query that groups by `a, b`; "value" of one that does not group. */
function legendOf(expr: string): string {
  const labels = /\bby \(([^)]+)\)/.exec(expr)?.[1]?.split(', ') ?? [];
  return labels.map((label) => `{{${label}}}`).join(' ') || 'value';
}

export const timeseries = panel('timeseries');
export const stat = panel('stat');
export const bars = panel('bargauge');
export const table = panel('table');

/** @param labels of the result, such as `job, code`. @param counter such as `name_total{label="x"}` */
export const rate = (labels: string, counter: string): string =>
  `sum by (${labels}) (rate(${counter}[$__rate_interval]))`;

export const increase = (labels: string, counter: string, time: string): string =>
  `sum by (${labels}) (increase(${counter}[${time}]))`;

export const quantile = (share: number, labels: string, bucket: string): string =>
  `histogram_quantile(${share}, ${rate(labels, bucket)})`;

/** The median, the 95th and the 99th percentile of a histogram. @param bucket such as `name_bucket{label="x"}` */
export const quantiles = (bucket: string): Panel['queries'] =>
  Object.fromEntries([0.5, 0.95, 0.99].map((share) => [`p${share * 100}`, quantile(share, 'le', bucket)]));
