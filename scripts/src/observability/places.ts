import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const observability = join(root, 'deploy', 'compose', 'observability');

export const places = {
  root,
  prometheus: join(observability, 'prometheus.yml'),
  alerts: join(observability, 'alerts'),
  alertTests: join(observability, 'alerts', 'tests'),
  dashboards: join(observability, 'grafana', 'dashboards'),
  kubernetes: join(root, 'deploy', 'k8s', 'components', 'monitoring'),
  runbooks: join(root, 'docs', 'runbooks.md'),
  objectives: join(root, 'docs', 'slo.md'),
};
