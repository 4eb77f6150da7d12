import { readQuery, selects, type Query } from './promql.js';
import type { Recording } from './rules.js';

/** The labels of a series; `__name__` is its metric. */
export type Series = Readonly<Record<string, string>>;

export interface NamedQuery {
  /** Its place, for messages. */
  readonly where: string;
  readonly expr: string;
}

/** Series that Prometheus itself adds. */
const madeByPrometheus: readonly Series[] = ['api', 'worker'].flatMap((job) => [
  { __name__: 'up', job, instance: 'any' },
  { __name__: 'scrape_duration_seconds', job, instance: 'any' },
  { __name__: 'ALERTS', job, instance: 'any', alertname: 'any', alertstate: 'firing', severity: 'critical' },
]);

const sample = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? \S+$/;
const label = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/** The series of a scrape, as Prometheus stores them. @param text the response of `/metrics` */
export function scrapedSeries(job: string, text: string): Series[] {
  return text.split('\n').flatMap((line) => {
    const [, name, labels = ''] = sample.exec(line) ?? [];
    if (name === undefined) return [];
    const pairs = [...labels.matchAll(label)].map(([, key = '', value = '']) => [key, value]);
    return [{ __name__: name, job, instance: 'any', ...Object.fromEntries(pairs) }];
  });
}

/** The series that recording rules add, with their own labels and those of recorded series in their expressions. */
export function recordedSeries(rules: readonly Recording[]): Series[] {
  const seriesOf = ({ record, expr, labels }: Recording): Series[] => {
    const read = new Set(readQuery(expr).selectors.map(({ metric }) => metric));
    const sources = rules.filter((rule) => read.has(rule.record)).flatMap(seriesOf);
    return (sources.length > 0 ? sources : [{}]).map((source) => ({
      ...source,
      ...labels,
      __name__: record,
    }));
  };
  return rules.flatMap(seriesOf);
}

/** Reports selectors that match no series, and groupings by labels that no selected series has. */
export function queryProblems(queries: readonly NamedQuery[], existing: readonly Series[]): string[] {
  const series = [...madeByPrometheus, ...existing];
  return queries.flatMap(({ where, expr }) => {
    try {
      return problemsOf(readQuery(expr), series).map((problem) => `${where}: ${problem}`);
    } catch (error) {
      return [`${where}: ${(error as Error).message}`];
    }
  });
}

function problemsOf({ selectors, groupedBy }: Query, series: readonly Series[]): string[] {
  const found = selectors.map((selector) => series.filter((one) => selects(selector, one)));
  const nothing = selectors.filter((_, index) => found[index]?.length === 0);
  const known = new Set(found.flat().flatMap((one) => Object.keys(one)));
  return [
    ...nothing.map(({ metric, matchers }) => {
      const inBraces = matchers.map(({ label: name, op, value }) => `${name}${op}"${value}"`).join(',');
      return `${metric}{${inBraces}} matches no series of a service`;
    }),
    ...groupedBy.filter((name) => !known.has(name)).map((name) => `no series here has the label ${name}`),
  ];
}
