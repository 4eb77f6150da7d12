import type { Kubectl } from './kubectl.js';
import { isReady, listPods, type Pod } from './pods.js';

const logLines = 8;

/** What the pods say that are not as they should be; nothing when all are. Never fails. */
export async function diagnose(kubectl: Kubectl): Promise<string> {
  const pods = await listPods(kubectl).catch(() => []);
  const troubled = pods.filter((pod) => !isReady(pod) && pod.status.phase !== 'Succeeded');
  const parts = await Promise.all(troubled.map((pod) => describe(kubectl, pod)));
  return parts.join('\n');
}

async function describe(kubectl: Kubectl, pod: Pod): Promise<string> {
  const { name } = pod.metadata;
  const tail = ['--all-containers', '--tail', String(logLines), '--ignore-errors'];
  const { stdout } = await kubectl.run(['logs', name, ...tail]).catch(() => ({ stdout: '' }));
  const log = stdout.trim().replaceAll(/^/gm, '    ');
  return [`  ${name}: ${reasons(pod).join('; ') || pod.status.phase}`, log]
    .filter((text) => text.trim())
    .join('\n');
}

function reasons({ status }: Pod): string[] {
  const containers = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
  const waiting = containers.flatMap(({ name, state: { waiting } }) =>
    waiting && waiting.reason !== 'PodInitializing'
      ? [`${name}: ${waiting.reason} ${waiting.message ?? ''}`.trim()]
      : [],
  );
  const unscheduled = (status.conditions ?? []).flatMap(({ type, status: holds, message }) =>
    type === 'PodScheduled' && holds === 'False' ? [message ?? 'not scheduled'] : [],
  );
  return [...waiting, ...unscheduled];
}
