import type { SyntaxNodeRef } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

export interface Matcher {
  readonly label: string;
  readonly op: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** `metric{label="value"}` */
export interface Selector {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
}

export interface Query {
  readonly selectors: readonly Selector[];
  /** Labels named in `by`, `without`, `on`, `ignoring` and `group_left`. */
  readonly groupedBy: readonly string[];
}

/** Grafana replaces this variable before it queries Prometheus. */
const grafanaInterval = /\$__rate_interval/g;

/** @throws Error that shows where the expression stops being PromQL */
export function readQuery(expression: string): Query {
  const text = expression.replace(grafanaInterval, '5m');
  const of = ({ from, to }: SyntaxNodeRef) => text.slice(from, to);
  const selectors: { metric: string; matchers: Matcher[] }[] = [];
  const groupedBy: string[] = [];
  parser.parse(text).iterate({
    enter: (node) => {
      if (node.type.isError) throw new Error(`not PromQL from "${text.slice(node.from)}" on: ${text}`);
      if (node.name === 'VectorSelector') selectors.push({ metric: '', matchers: [] });
      const parent = node.node.parent?.name;
      if (node.name === 'Identifier' && parent === 'VectorSelector') selectors.at(-1)!.metric = of(node);
      if (node.name === 'UnquotedLabelMatcher') selectors.at(-1)?.matchers.push(readMatcher(of(node)));
      if (node.name === 'LabelName' && parent === 'GroupingLabels') groupedBy.push(of(node));
    },
  });
  return { selectors, groupedBy };
}

function readMatcher(text: string): Matcher {
  const [, label = '', op, value = ''] = /^(\w+)\s*(=~|!~|!=|=)\s*(["'].*["'])$/s.exec(text) ?? [];
  return { label, op: op as Matcher['op'], value: value.slice(1, -1).replaceAll('\\\\', '\\') };
}

/** @param series labels; `__name__` is the metric */
export function selects({ metric, matchers }: Selector, series: Readonly<Record<string, string>>): boolean {
  if (metric !== '' && series['__name__'] !== metric) return false;
  return matchers.every(({ label, op, value }) => {
    const has = series[label] ?? '';
    const equal = op.endsWith('~') ? new RegExp(`^(?:${value})$`).test(has) : has === value;
    return op.startsWith('!') ? !equal : equal;
  });
}
