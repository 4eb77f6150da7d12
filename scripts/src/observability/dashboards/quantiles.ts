import type { PanelQuery } from '../grafana.js';

/** The median, the 95th and the 99th percentile of a histogram. @param selector such as `name_bucket{label="x"}` */
export const quantiles = (selector: string): PanelQuery[] =>
  [0.5, 0.95, 0.99].map((share) => ({
    expr: `histogram_quantile(${share}, sum by (le) (rate(${selector}[$__rate_interval])))`,
    legend: `p${share * 100}`,
  }));
