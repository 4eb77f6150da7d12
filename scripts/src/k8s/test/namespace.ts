import type { Kubectl } from './kubectl.js';
import { runLabel } from './manifests.js';

const removeMs = 180_000;
const mode = 'pod-security.kubernetes.io';

/** Refuses pods that the restricted profile refuses, and warns of what would make such pods. */
export async function createNamespace(kubectl: Kubectl, name: string, run: string): Promise<void> {
  const labels = { [`${mode}/enforce`]: 'restricted', [`${mode}/warn`]: 'restricted', [runLabel]: run };
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
  await kubectl.run(['create', '--filename', '-'], { input: JSON.stringify(namespace) });
}

/** Waits until nothing of it is left. */
export async function removeNamespace(kubectl: Kubectl, name: string): Promise<void> {
  await kubectl.run(['delete', 'namespace', name, '--ignore-not-found', '--timeout', `${removeMs / 1000}s`], {
    timeoutMs: removeMs + 10_000,
  });
}
