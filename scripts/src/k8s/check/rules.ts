import { plainName, podOf, type Container, type Manifest } from '../manifest.js';

/** How a violation is described, and whether a subject keeps the rule. */
type Rule<T> = readonly [problem: string, keeps: (subject: T) => unknown];

/** A version or a digest behind the name; the port of a registry is neither. */
const versioned = /(:(?!latest$)[\w.-]+|@sha256:[0-9a-f]{64})$/;

/** Required by the restricted profile of Kubernetes, and so that no container takes what its neighbours need. */
const containerRules: readonly Rule<Container>[] = [
  ['may gain privileges', ({ securityContext }) => securityContext.allowPrivilegeEscalation === false],
  ['keeps capabilities', ({ securityContext }) => securityContext.capabilities?.drop?.includes('ALL')],
  ['may write to its root', ({ securityContext }) => securityContext.readOnlyRootFilesystem],
  ['has no CPU limit', ({ resources }) => resources?.limits?.['cpu']],
  ['has no memory limit', ({ resources }) => resources?.limits?.['memory']],
  ['has no disk limit', ({ resources }) => resources?.limits?.['ephemeral-storage']],
  ['has an image without a version', ({ image }) => versioned.test(image)],
];

const serviceRules: readonly Rule<Container>[] = [
  ['has no startup probe', ({ startupProbe }) => startupProbe],
  ['has no readiness probe', ({ readinessProbe }) => readinessProbe],
  ['has no liveness probe', ({ livenessProbe }) => livenessProbe],
];

const podRules: readonly Rule<Manifest>[] = [
  ['may run as root', (manifest) => podOf(manifest).securityContext.runAsNonRoot],
  ['has no seccomp profile', (manifest) => podOf(manifest).securityContext.seccompProfile],
  ['has a token for the API', (manifest) => podOf(manifest).automountServiceAccountToken === false],
  ['shares a service account', (manifest) => podOf(manifest).serviceAccountName === plainName(manifest)],
];

const hasLabel = (label: string): Rule<Manifest> => [
  `has no label ${label}`,
  ({ kind, metadata }) => unlabelled.has(kind) || metadata.labels?.[label],
];
/** Kinds that are not part of the system, or that a generator labels. */
const unlabelled = new Set(['Namespace', 'ConfigMap', 'Secret', 'NetworkPolicy', 'PrometheusRule']);

const objectRules: readonly Rule<Manifest>[] = [
  hasLabel('app.kubernetes.io/name'),
  hasLabel('app.kubernetes.io/part-of'),
  [
    'hands out tokens for the API',
    ({ kind, automountServiceAccountToken }) =>
      kind !== 'ServiceAccount' || automountServiceAccountToken === false,
  ],
];

/** @returns a line for each violation of this repository's own rules for manifests */
export const brokenRules = (manifests: readonly Manifest[]): string[] =>
  manifests.flatMap((manifest) => {
    const broken = [
      ...brokenBy(manifest, objectRules),
      ...(manifest.spec?.template ? [...brokenBy(manifest, podRules), ...brokenInContainers(manifest)] : []),
    ];
    return broken.map((problem) => `${manifest.kind}/${manifest.metadata.name} ${problem}`);
  });

function brokenInContainers(manifest: Manifest): string[] {
  const { initContainers = [], containers } = podOf(manifest);
  const services = manifest.kind === 'Job' ? [] : containers;
  const problems = (list: readonly Container[], rules: readonly Rule<Container>[]) =>
    list.flatMap((container) => brokenBy(container, rules).map((problem) => `${container.name} ${problem}`));
  return [
    ...problems([...initContainers, ...containers], containerRules),
    ...problems(services, serviceRules),
  ];
}

const brokenBy = <T>(subject: T, rules: readonly Rule<T>[]): string[] =>
  rules.filter(([, keeps]) => !keeps(subject)).map(([problem]) => problem);
