import { plainName, podOf, type Container, type Manifest } from '../manifest.js';

/** A version or a digest behind the name; a port of a registry is neither. */
const certain = /(:(?!latest$)[\w.-]+|@sha256:[0-9a-f]{64})$/;

/** Of the container: what it has to be so that the profile "restricted" and its neighbours can live with it. */
const containerRules: readonly [string, (container: Container) => unknown][] = [
  ['may gain privileges', ({ securityContext }) => securityContext.allowPrivilegeEscalation === false],
  ['keeps capabilities', ({ securityContext }) => securityContext.capabilities?.drop?.includes('ALL')],
  ['may write to its root', ({ securityContext }) => securityContext.readOnlyRootFilesystem],
  ['has no limit of processors', ({ resources }) => resources?.limits?.['cpu']],
  ['has no limit of memory', ({ resources }) => resources?.limits?.['memory']],
  ['has no limit of disk', ({ resources }) => resources?.limits?.['ephemeral-storage']],
  ['has no image of a certain version', ({ image }) => certain.test(image)],
];

const isRunning = ({ kind }: Manifest): boolean => kind !== 'Job';

const serviceRules: readonly [string, (container: Container) => unknown][] = [
  ['has no startup probe', ({ startupProbe }) => startupProbe],
  ['has no readiness probe', ({ readinessProbe }) => readinessProbe],
  ['has no liveness probe', ({ livenessProbe }) => livenessProbe],
];

const podRules: readonly [string, (manifest: Manifest) => unknown][] = [
  ['may run as root', (manifest) => podOf(manifest).securityContext.runAsNonRoot],
  ['has no seccomp profile', (manifest) => podOf(manifest).securityContext.seccompProfile],
  ['has a token of the API', (manifest) => podOf(manifest).automountServiceAccountToken === false],
  ['has no account of its own', (manifest) => podOf(manifest).serviceAccountName === plainName(manifest)],
];

const labels = ['app.kubernetes.io/name', 'app.kubernetes.io/part-of'];
/** They are no parts of the system, or have their labels from a generator. */
const unnamed = new Set(['Namespace', 'ConfigMap', 'Secret', 'NetworkPolicy', 'PrometheusRule']);

/** What is against the house's own rules for manifests, a line each. */
export function brokenRules(manifests: readonly Manifest[]): string[] {
  return manifests.flatMap((manifest) => [
    ...labelProblems(manifest),
    ...accountProblems(manifest),
    ...(manifest.spec?.template ? podProblems(manifest) : []),
  ]);
}

const nameOf = ({ kind, metadata }: Manifest): string => `${kind}/${metadata.name}`;

function labelProblems(manifest: Manifest): string[] {
  if (unnamed.has(manifest.kind)) return [];
  const missing = labels.filter((label) => !manifest.metadata.labels?.[label]);
  return missing.map((label) => `${nameOf(manifest)} has no label ${label}`);
}

function accountProblems(manifest: Manifest): string[] {
  const open = manifest.kind === 'ServiceAccount' && manifest.automountServiceAccountToken !== false;
  return open ? [`${nameOf(manifest)} hands out tokens of the API`] : [];
}

function podProblems(manifest: Manifest): string[] {
  const { initContainers = [], containers } = podOf(manifest);
  const broken = <T>(rules: readonly [string, (subject: T) => unknown][], subject: T) =>
    rules.filter(([, holds]) => !holds(subject)).map(([what]) => what);
  return [
    ...broken(podRules, manifest).map((what) => `${nameOf(manifest)} ${what}`),
    ...[...initContainers, ...containers].flatMap((container) =>
      broken(containerRules, container).map((what) => `${nameOf(manifest)} ${container.name} ${what}`),
    ),
    ...(isRunning(manifest) ? containers : []).flatMap((container) =>
      broken(serviceRules, container).map((what) => `${nameOf(manifest)} ${container.name} ${what}`),
    ),
  ];
}
