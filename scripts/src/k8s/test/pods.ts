import type { Kubectl } from './kubectl.js';

interface ContainerStatus {
  name: string;
  state: { waiting?: { reason: string; message?: string } };
}

export interface Pod {
  metadata: { name: string; deletionTimestamp?: string };
  spec: { nodeName?: string; volumes?: { persistentVolumeClaim?: object }[] };
  status: {
    phase: string;
    conditions?: { type: string; status: string; message?: string }[];
    initContainerStatuses?: ContainerStatus[];
    containerStatuses?: ContainerStatus[];
  };
}

/** Includes pods that are ending. @param app the program; all programs without it */
export async function listPods(kubectl: Kubectl, app?: string): Promise<Pod[]> {
  const selector = app === undefined ? [] : ['--selector', `app.kubernetes.io/name=${app}`];
  return (await kubectl.json<{ items: Pod[] }>(['get', 'pods', ...selector])).items;
}

export const isEnding = (pod: Pod): boolean => pod.metadata.deletionTimestamp !== undefined;

export const isReady = (pod: Pod): boolean =>
  !isEnding(pod) &&
  (pod.status.conditions ?? []).some(({ type, status }) => type === 'Ready' && status === 'True');

/** States and last log lines of the pods that are not ready; empty when all are. Never fails. */
export async function diagnose(kubectl: Kubectl): Promise<string> {
  const pods = await listPods(kubectl).catch(() => []);
  const troubled = pods.filter((pod) => !isReady(pod) && pod.status.phase !== 'Succeeded');
  return (await Promise.all(troubled.map((pod) => describe(kubectl, pod)))).join('\n');
}

async function describe(kubectl: Kubectl, pod: Pod): Promise<string> {
  const { name } = pod.metadata;
  const args = ['logs', name, '--all-containers', '--tail', '8', '--ignore-errors'];
  const { stdout } = await kubectl.run(args).catch(() => ({ stdout: '' }));
  const log = stdout.trim() && `\n${stdout.trim().replaceAll(/^/gm, '    ')}`;
  return `  ${name}: ${reasons(pod).join('; ') || pod.status.phase}${log}`;
}

function reasons({ status }: Pod): string[] {
  const containers = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
  const waiting = containers.flatMap(({ name, state: { waiting: state } }) =>
    state && state.reason !== 'PodInitializing'
      ? [`${name}: ${state.reason} ${state.message ?? ''}`.trim()]
      : [],
  );
  const unscheduled = (status.conditions ?? [])
    .filter(({ type, status: holds }) => type === 'PodScheduled' && holds === 'False')
    .map(({ message }) => message ?? 'not scheduled');
  return [...waiting, ...unscheduled];
}
