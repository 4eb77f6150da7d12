import type { MetricDescription } from '@feed/platform/metrics';
import type { RegisteredMetrics } from './registered-metrics.js';

const shownValues = 24;

function values(list: readonly string[]): string {
  const [first = '', second = ''] = list;
  if (list.join('') === '') return 'of the build';
  if (list.length > shownValues) return `\`${first}\`, \`${second}\` … (${list.length})`;
  return list.map((value) => `\`${value}\``).join(' ');
}

const labels = ({ labels: declared }: MetricDescription): string =>
  Object.entries(declared)
    .map(([name, list]) => `\`${name}\`: ${values(list)}`)
    .join('<br>') || '–';

const meaning = ({ help, buckets }: MetricDescription): string =>
  buckets ? `${help} Buckets: ${buckets.join(', ')}.` : help;

const row = (metric: MetricDescription): string =>
  `| \`${metric.name}\` | ${metric.type} | ${labels(metric)} | ${meaning(metric)} |`;

const byName = (one: MetricDescription, two: MetricDescription): number => (one.name < two.name ? -1 : 1);

function table(metrics: readonly MetricDescription[]): string[] {
  return [
    '| Metric | Type | Labels | Meaning |',
    '| --- | --- | --- | --- |',
    ...[...metrics].sort(byName).map(row),
  ];
}

/** The generated part of `docs/metrics.md`, before prettier formats it. */
export function metricsReference({ both, api, worker }: RegisteredMetrics): string {
  return [
    ...['## Both services', '', ...table(both), ''],
    ...['## api', '', ...table(api), ''],
    ...['## worker', '', ...table(worker), ''],
  ].join('\n');
}
