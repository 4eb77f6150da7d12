import { sleep } from '@feed/platform/deadline';
import { ProcessError } from '@feed/cli/lib/process';
import { type Kubectl, marginMs } from './kubectl.js';
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
  /** The lowest number of ready api pods. */
  fewestReady: number;
  /** Whether the eviction of another api pod was rejected meanwhile. */
  rejected: boolean;
}

/** A node whose pods can move: volumes may be tied to theirs. @throws Error when there is none */
export async function chooseNode(kubectl: Kubectl): Promise<string> {
  const { items: nodes } = await kubectl.json<{ items: Node[] }>(['get', 'nodes']);
  const node = movableNode(nodes, await listPods(kubectl));
  if (node !== undefined) return node;
  throw new Error(
    'Draining needs two nodes that take pods, one of them without the database. To skip it: --no-drain',
  );
}

export function movableNode(nodes: readonly Node[], pods: readonly Pod[]): string | undefined {
  const open = nodes.filter(
    ({ spec }) => !spec.unschedulable && !spec.taints?.some(({ effect }) => effect !== 'PreferNoSchedule'),
  );
  const withVolumes = pods.filter(({ spec }) => spec.volumes?.some((volume) => volume.persistentVolumeClaim));
  const tied = new Set(withVolumes.map(({ spec }) => spec.nodeName));
  if (open.length < 2) return undefined;
  return open.map(({ metadata }) => metadata.name).find((name) => !tied.has(name));
}

/** Scales the api to two pods that prefer this node. @throws Error when none of them is scheduled there */
export async function gatherApi(kubectl: Kubectl, node: string): Promise<void> {
  const expression = { key: 'kubernetes.io/hostname', operator: 'In', values: [node] };
  const preference = { weight: 100, preference: { matchExpressions: [expression] } };
  const affinity = { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [preference] } };
  const patch = { spec: { replicas, template: { spec: { affinity } } } };
  await kubectl.run(['patch', 'deployment', 'api', '--patch', JSON.stringify(patch)]);
  await apiSettled(kubectl);
  if (!(await listPods(kubectl, 'api')).some(({ spec }) => spec.nodeName === node))
    throw new Error(`No pod of the api runs on ${node}, so draining it would prove nothing.`);
}

/** Evicts the pods of this test from the node, which takes none until `uncordon`. */
export async function drain(kubectl: Kubectl, node: string, run: string): Promise<DrainOutcome> {
  const options = ['--ignore-daemonsets', '--delete-emptydir-data', '--timeout', `${drainMs / 1000}s`];
  const command = ['drain', node, '--pod-selector', `${runLabel}=${run}`, ...options];
  const watching = new AbortController();
  const outcome = watchApi(kubectl, watching.signal);
  outcome.catch(() => undefined);
  await kubectl.run(command, { timeoutMs: drainMs + marginMs }).finally(() => watching.abort());
  await apiSettled(kubectl);
  return await outcome;
}

export const uncordon = async (kubectl: Kubectl, node: string): Promise<void> =>
  void (await kubectl.run(['uncordon', node]));

async function watchApi(kubectl: Kubectl, signal: AbortSignal): Promise<DrainOutcome> {
  const outcome: DrainOutcome = { fewestReady: replicas, rejected: false };
  while (!signal.aborted) {
    const pods = await listPods(kubectl, 'api');
    const ready = pods.filter(isReady);
    outcome.fewestReady = Math.min(outcome.fewestReady, ready.length);
    const [last] = ready;
    if (!outcome.rejected && last && ready.length < replicas && pods.some(isEnding))
      outcome.rejected = await rejectsEviction(kubectl, last.metadata.name);
    await sleep(pollMs, signal);
  }
  return outcome;
}

/** Asks for an eviction as a dry run, which the disruption budget applies to as well. */
async function rejectsEviction(kubectl: Kubectl, name: string): Promise<boolean> {
  const pod = await kubectl.json<{ metadata: { namespace: string } }>(['get', 'pod', name]);
  const { namespace } = pod.metadata;
  const deleteOptions = { dryRun: ['All'] };
  const eviction = {
    apiVersion: 'policy/v1',
    kind: 'Eviction',
    metadata: { name, namespace },
    deleteOptions,
  };
  const path = `/api/v1/namespaces/${namespace}/pods/${name}/eviction?dryRun=All`;
  try {
    await kubectl.run(['create', '--raw', path, '--filename', '-'], { input: JSON.stringify(eviction) });
    return false;
  } catch (error) {
    if (error instanceof ProcessError && error.reason.includes('disruption budget')) return true;
    throw error;
  }
}
