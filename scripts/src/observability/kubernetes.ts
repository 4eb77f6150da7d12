import { stringify } from 'yaml';
import type { RuleGroup } from './rules.js';

const labels = { 'app.kubernetes.io/part-of': 'feed', 'app.kubernetes.io/component': 'monitoring' };

const toYaml = (heading: string, manifest: object): string =>
  `# ${heading}\n${stringify(manifest, { lineWidth: 0 })}`;

/** What the Prometheus operator loads as rules. */
export function prometheusRule(heading: string, groups: readonly RuleGroup[]): string {
  return toYaml(heading, {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'feed', labels },
    spec: { groups },
  });
}

/** What Grafana's sidecar loads as dashboards, found by its label. @param files by name, each on one line */
export function dashboardConfigMap(heading: string, files: Readonly<Record<string, string>>): string {
  return toYaml(heading, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'feed-dashboards', labels: { ...labels, grafana_dashboard: '1' } },
    data: files,
  });
}
