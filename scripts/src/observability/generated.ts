import { join } from 'node:path';
import { stringify } from 'yaml';
import { formatted, type GeneratedFile } from '../lib/generated.js';
import { dashboards } from './dashboards/all.js';
import { toGrafana } from './grafana.js';
import { places } from './places.js';
import { readRuleGroups } from './rules.js';

const labels = { 'app.kubernetes.io/part-of': 'feed', 'app.kubernetes.io/component': 'monitoring' };

/** The dashboards for Grafana, and what the Prometheus operator and Grafana's sidecar load on Kubernetes. */
export function generatedFiles(): Promise<GeneratedFile[]> {
  const boards = dashboards.map(
    (board) => [`${board.uid}.json`, `${JSON.stringify(toGrafana(board))}`] as const,
  );
  const files = boards.map(([name, content]) => ({ path: join(places.dashboards, name), content }));
  const configMap = manifest('dashboards.yaml', 'scripts/src/observability/dashboards', {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    // The sidecar finds it by this label.
    metadata: { name: 'feed-dashboards', labels: { ...labels, grafana_dashboard: '1' } },
    data: Object.fromEntries(boards),
  });
  const rules = manifest('prometheus-rule.yaml', places.alerts, {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'feed', labels },
    spec: { groups: readRuleGroups(places.alerts) },
  });
  return Promise.all([...files, configMap, rules].map(formatted));
}

const manifest = (name: string, from: string, content: object): GeneratedFile => ({
  path: join(places.kubernetes, name),
  content: `# Written by "npm run observability" from ${from}. Do not edit.\n${stringify(content, { lineWidth: 0 })}`,
});
