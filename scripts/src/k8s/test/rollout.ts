import { until } from '@feed/cli/system/readiness';
import { one, parseManifests } from '../manifest.js';
import { type Kubectl, marginMs } from './kubectl.js';
import { runLabel } from './manifests.js';
import { listPods } from './pods.js';

const serverSide = ['apply', '--server-side', '--field-manager', 'feed-test', '--filename', '-'];
const [migrationMs, rolloutMs, oldPodsGoneMs, removeMs] = [300_000, 300_000, 90_000, 180_000];
const podSecurity = 'pod-security.kubernetes.io';

/** Enforces the restricted profile, and warns about objects whose pods it would reject. */
export async function createNamespace(kubectl: Kubectl, name: string, run: string): Promise<void> {
  const profiles = { [`${podSecurity}/enforce`]: 'restricted', [`${podSecurity}/warn`]: 'restricted' };
  const metadata = { name, labels: { ...profiles, [runLabel]: run } };
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata });
  await kubectl.run(['create', '--filename', '-'], { input });
}

/** Waits until the namespace and everything in it is gone. */
export async function removeNamespace(kubectl: Kubectl, name: string): Promise<void> {
  const args = ['delete', 'namespace', name, '--ignore-not-found', '--timeout', `${removeMs / 1000}s`];
  await kubectl.run(args, { timeoutMs: removeMs + marginMs });
}

/**
 * Has the API server validate the manifests, including admission, without changing anything.
 * @returns how many objects it accepted
 * @throws Error when it rejects one or warns: about an unknown field, or about pods that could not be created
 */
export async function dryRun(kubectl: Kubectl, yaml: string): Promise<number> {
  const { stdout, stderr } = await kubectl.run([...serverSide, '--dry-run=server'], { input: yaml });
  const warnings = stderr.split('\n').filter((line) => line.startsWith('Warning:'));
  if (warnings.length > 0) throw new Error(warnings.join('\n'));
  return stdout.trim().split('\n').length;
}

export const apply = async (kubectl: Kubectl, yaml: string): Promise<void> =>
  void (await kubectl.run([...serverSide, '--force-conflicts'], { input: yaml }));

/** @param yaml the applied manifests: each image has a migration job of its own. @throws Error when the job fails */
export const waitForMigration = (kubectl: Kubectl, yaml: string): Promise<void> =>
  kubectl.wait(`job/${one(parseManifests(yaml), 'Job', 'migrate').metadata.name}`, 'Complete', migrationMs);

/** Waits for the named workloads, or for every Deployment and StatefulSet, to be rolled out. */
export async function waitForRollout(kubectl: Kubectl, ...names: string[]): Promise<void> {
  const { stdout } = await kubectl.run(['get', 'statefulsets,deployments', '--output', 'name']);
  for (const name of names.length > 0 ? names : stdout.trim().split('\n')) {
    const args = ['rollout', 'status', name, '--timeout', `${rolloutMs / 1000}s`];
    await kubectl.run(args, { timeoutMs: rolloutMs + marginMs });
  }
}

/** Waits until the api is rolled out and its old pods have ended. */
export async function apiSettled(kubectl: Kubectl): Promise<void> {
  await waitForRollout(kubectl, 'deployment/api');
  const { spec } = await kubectl.json<{ spec: { replicas: number } }>(['get', 'deployment', 'api']);
  await until(
    async () => (await listPods(kubectl, 'api')).length === spec.replicas,
    oldPodsGoneMs,
    () => new Error('The old pods of the api do not end.'),
  );
}

/** Replaces every pod of the api. */
export async function restartApi(kubectl: Kubectl): Promise<void> {
  await kubectl.run(['rollout', 'restart', 'deployment/api']);
  await apiSettled(kubectl);
}

/** Applies the manifests of another release, its migration included. */
export async function release(kubectl: Kubectl, yaml: string): Promise<void> {
  await apply(kubectl, yaml);
  await waitForMigration(kubectl, yaml);
  await waitForRollout(kubectl);
  await apiSettled(kubectl);
}
