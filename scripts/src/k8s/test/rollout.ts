import { until } from '@feed/cli/system/readiness';
import { apply, waitForMigration, waitForRollout } from './apply.js';
import type { Kubectl } from './kubectl.js';
import { listPods } from './pods.js';

const oldPodsGoneMs = 90_000;

/** Replaces every pod of the api, and waits until the old ones have ended. */
export async function restartApi(kubectl: Kubectl): Promise<void> {
  await kubectl.run(['rollout', 'restart', 'deployment/api']);
  await apiSettled(kubectl);
}

/** Applies the manifests of another release, its migration included, and waits until the old pods have ended. */
export async function release(kubectl: Kubectl, yaml: string): Promise<void> {
  await apply(kubectl, yaml);
  await waitForMigration(kubectl, yaml);
  await waitForRollout(kubectl);
  await apiSettled(kubectl);
}

/** Waits until the api runs as it should, and nothing of what it was before is left. */
export async function apiSettled(kubectl: Kubectl): Promise<void> {
  await waitForRollout(kubectl, 'deployment/api');
  const { spec } = await kubectl.json<{ spec: { replicas: number } }>(['get', 'deployment', 'api']);
  await until(
    async () => (await listPods(kubectl, 'api')).length === spec.replicas,
    oldPodsGoneMs,
    () => new Error('The old pods of the api do not end.'),
  );
}
