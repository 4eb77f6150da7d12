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

/** Those that are ending, too. @param app of one program; without it of all */
export async function listPods(kubectl: Kubectl, app?: string): Promise<Pod[]> {
  const selector = app === undefined ? [] : ['--selector', `app.kubernetes.io/name=${app}`];
  return (await kubectl.json<{ items: Pod[] }>(['get', 'pods', ...selector])).items;
}

export const isEnding = (pod: Pod): boolean => pod.metadata.deletionTimestamp !== undefined;

export const isReady = (pod: Pod): boolean =>
  !isEnding(pod) &&
  (pod.status.conditions ?? []).some(({ type, status }) => type === 'Ready' && status === 'True');
