import { sleep } from '@feed/platform/deadline';
import { type Kubectl, KubectlError } from './kubectl.js';
import { runLabel } from './manifests.js';
import { isEnding, isReady, listPods, type Pod } from './pods.js';
import { apiSettled } from './rollout.js';

const drainMs = 240_000;
const pollMs = 200;
export const replicas = 2;

interface Node {
  metadata: { name: string };
  spec: { unschedulable?: boolean; taints?: { effect: string }[] };
}

export interface DrainOutcome {
  /** Pods of the api that were ready at the worst moment. */
  fewestReady: number;
  /** Evicting a further pod of the api meanwhile was refused. */
  refused: boolean;
}

/**
 * A node whose pods can go elsewhere: volumes may be tied to theirs.
 * @throws Error when there is none
 */
export async function chooseNode(kubectl: Kubectl): Promise<string> {
  const [{ items: nodes }, pods] = await Promise.all([
    kubectl.json<{ items: Node[] }>(['get', 'nodes']),
    listPods(kubectl),
  ]);
  const node = movableNode(nodes, pods);
  if (node === undefined)
    throw new Error(
      'Draining needs two nodes that take pods, one of them without the database. Leave it out: --no-drain',
    );
  return node;
}

export function movableNode(nodes: readonly Node[], pods: readonly Pod[]): string | undefined {
  const open = nodes.filter(
    ({ spec }) => !spec.unschedulable && !spec.taints?.some(({ effect }) => effect !== 'PreferNoSchedule'),
  );
  const tied = new Set(
    pods
      .filter(({ spec }) => spec.volumes?.some((volume) => volume.persistentVolumeClaim))
      .map(({ spec }) => spec.nodeName),
  );
  if (open.length < 2) return undefined;
  return open.map(({ metadata }) => metadata.name).find((name) => !tied.has(name));
}

/** Makes the api two pods, and has them on this node as far as the scheduler likes. @throws Error when none is there */
export async function gatherApi(kubectl: Kubectl, node: string): Promise<void> {
  const expression = { key: 'kubernetes.io/hostname', operator: 'In', values: [node] };
  const preference = { weight: 100, preference: { matchExpressions: [expression] } };
  const affinity = { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [preference] } };
  const patch = { spec: { replicas, template: { spec: { affinity } } } };
  await kubectl.run(['patch', 'deployment', 'api', '--patch', JSON.stringify(patch)]);
  await apiSettled(kubectl);
  if (!(await listPods(kubectl, 'api')).some(({ spec }) => spec.nodeName === node))
    throw new Error(`No pod of the api went to ${node}, so draining it would show nothing.`);
}

/** Moves the pods of this test off the node, which takes none until `uncordon`. */
export async function drain(kubectl: Kubectl, node: string, run: string): Promise<DrainOutcome> {
  const options = ['--ignore-daemonsets', '--delete-emptydir-data', '--timeout', `${drainMs / 1000}s`];
  const command = ['drain', node, '--pod-selector', `${runLabel}=${run}`, ...options];
  const watching = new AbortController();
  const outcome = watchApi(kubectl, watching.signal);
  outcome.catch(() => undefined);
  await kubectl.run(command, { timeoutMs: drainMs + 10_000 }).finally(() => watching.abort());
  await apiSettled(kubectl);
  return await outcome;
}

export async function uncordon(kubectl: Kubectl, node: string): Promise<void> {
  await kubectl.run(['uncordon', node]);
}

async function watchApi(kubectl: Kubectl, signal: AbortSignal): Promise<DrainOutcome> {
  const outcome: DrainOutcome = { fewestReady: replicas, refused: false };
  while (!signal.aborted) {
    const pods = await listPods(kubectl, 'api');
    const ready = pods.filter(isReady);
    outcome.fewestReady = Math.min(outcome.fewestReady, ready.length);
    const [last] = ready;
    if (!outcome.refused && last && ready.length < replicas && pods.some(isEnding))
      outcome.refused = await isRefused(kubectl, last.metadata.name);
    await sleep(pollMs, signal);
  }
  return outcome;
}

/** Asks without doing it: the budget is judged all the same. */
async function isRefused(kubectl: Kubectl, pod: string): Promise<boolean> {
  const { namespace } = (await kubectl.json<{ metadata: { namespace: string } }>(['get', 'pod', pod]))
    .metadata;
  const eviction = {
    apiVersion: 'policy/v1',
    kind: 'Eviction',
    metadata: { name: pod, namespace },
    deleteOptions: { dryRun: ['All'] },
  };
  const path = `/api/v1/namespaces/${namespace}/pods/${pod}/eviction?dryRun=All`;
  try {
    await kubectl.run(['create', '--raw', path, '--filename', '-'], { input: JSON.stringify(eviction) });
    return false;
  } catch (error) {
    if (error instanceof KubectlError && error.reason.includes('disruption budget')) return true;
    throw error;
  }
}
