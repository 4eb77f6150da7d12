import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import type { Kubectl } from '../kubectl.js';
import { runLabel } from '../manifests.js';

export interface LoadPlace {
  run: string;
  /** Has Node: the api's own image, which is on the cluster already. */
  image: string;
  /** The node that is going to be drained. */
  notOn?: string;
}

const name = 'load';
const labels = { 'app.kubernetes.io/name': name };

/** A pod that waits for the generator to be started in it, and may reach nothing but the api. */
export async function createLoadPod(kubectl: Kubectl, place: LoadPlace): Promise<void> {
  const input = JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: [script(), policy, pod(place)],
  });
  await kubectl.run(['apply', '--server-side', '--filename', '-'], { input });
  await kubectl.run(['wait', '--for', 'condition=Ready', `pod/${name}`, '--timeout', '120s'], {
    timeoutMs: 130_000,
  });
}

export async function removeLoadPod(kubectl: Kubectl): Promise<void> {
  await kubectl.run(['delete', 'pod', name, '--grace-period', '0', '--force', '--ignore-not-found']);
}

export const generatorSource = (): string =>
  transpileModule(readFileSync(fileURLToPath(new URL('generator.ts', import.meta.url)), 'utf8'), {
    compilerOptions: { module: ModuleKind.ESNext, target: ScriptTarget.ES2023 },
  }).outputText;

const script = () => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data: { 'generator.mjs': generatorSource() },
});

const policy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name },
  spec: {
    podSelector: { matchLabels: labels },
    policyTypes: ['Egress'],
    egress: [{ to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'api' } } }] }],
  },
};

const pod = ({ run, image, notOn }: LoadPlace) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, labels: { ...labels, [runLabel]: run } },
  spec: {
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 0,
    securityContext: { runAsNonRoot: true, runAsUser: 10004, seccompProfile: { type: 'RuntimeDefault' } },
    ...(notOn === undefined ? {} : { affinity: elsewhere(notOn) }),
    containers: [
      {
        name,
        image,
        command: ['node', '-e', 'setInterval(() => {}, 60_000)'],
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        volumeMounts: [{ name, mountPath: '/load', readOnly: true }],
      },
    ],
    volumes: [{ name, configMap: { name } }],
  },
});

const elsewhere = (node: string) => ({
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [
        { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'NotIn', values: [node] }] },
      ],
    },
  },
});
