import { readFileSync } from 'node:fs';
import { sleep } from '@feed/platform/deadline';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { stringify } from 'yaml';
import type { LoadReport, LoadSettings } from '../../lib/load/generator.js';
import { generatorFile, startLoad } from '../../lib/load/load.js';
import { containersOf, parseManifests } from '../manifest.js';
import type { Kubectl } from './kubectl.js';
import { runLabel } from './manifests.js';

export interface LoadPlace {
  run: string;
  image: string;
  /** The node that is going to be drained. */
  notOn?: string;
}

const manifests = new URL('load-pod.yaml', import.meta.url);
/** Requests before and after the event, so that both show in the report. */
const marginMs = 3_000;

/** Creates the pod in which `underLoad` starts the generator. */
export async function createLoadPod(kubectl: Kubectl, place: LoadPlace): Promise<void> {
  await kubectl.run(['apply', '--server-side', '--filename', '-'], { input: loadManifests(place) });
  await kubectl.wait('pod/load', 'Ready', 120_000);
}

export const removeLoadPod = async (kubectl: Kubectl): Promise<void> =>
  void (await kubectl.run(['delete', 'pod', 'load', '--grace-period', '0', '--force', '--ignore-not-found']));

/** The generator as one file that runs without this repository. */
export const generatorSource = (): string =>
  transpileModule(readFileSync(generatorFile, 'utf8'), {
    compilerOptions: { module: ModuleKind.ESNext, target: ScriptTarget.ES2023 },
  }).outputText;

function loadManifests({ run, image, notOn }: LoadPlace): string {
  const [policy, pod] = parseManifests(readFileSync(manifests, 'utf8'));
  if (!policy || !pod) throw new Error('load-pod.yaml lacks the policy or the pod');
  const source = { 'generator.mjs': generatorSource() };
  const script = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'load' }, data: source };
  for (const container of containersOf(pod)) container.image = image;
  pod.metadata.labels = { ...pod.metadata.labels, [runLabel]: run };
  if (notOn !== undefined) Object.assign(pod.spec ?? {}, { affinity: elsewhere(notOn) });
  return [script, policy, pod].map((object) => stringify(object)).join('---\n');
}

const elsewhere = (node: string) => {
  const expression = { key: 'kubernetes.io/hostname', operator: 'NotIn', values: [node] };
  const nodeSelectorTerms = [{ matchExpressions: [expression] }];
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } };
};

/** Has the load pod call the api while `work` runs. @throws Error when a single request failed, or none was sent */
export async function underLoad(
  kubectl: Kubectl,
  settings: LoadSettings,
  work: () => Promise<void>,
): Promise<LoadReport> {
  const generator = kubectl.start(['exec', '--stdin', 'load', '--', 'node', '/load/generator.mjs']);
  const load = startLoad(generator, settings);
  try {
    await sleep(marginMs);
    await work();
    await sleep(marginMs);
    const report = await load.stop();
    const lost = report.requests - report.succeeded;
    if (lost > 0)
      throw new Error(`${lost} of ${report.requests} requests failed:\n${report.failures.join('\n')}`);
    return report;
  } finally {
    load.kill();
  }
}
