const observability = 'deploy/compose/observability';

/** From the root of the repository. */
export const places = {
  prometheus: `${observability}/prometheus.yml`,
  alerts: `${observability}/alerts`,
  alertTests: `${observability}/alerts/tests`,
  dashboards: `${observability}/grafana/dashboards`,
  kubernetes: 'deploy/k8s/components/monitoring',
  runbooks: 'docs/runbooks.md',
  objectives: 'docs/slo.md',
};
