import { parseAllDocuments } from 'yaml';

export interface Container {
  name: string;
  image: string;
  args?: string[];
  ports?: { name: string; containerPort: number | string }[];
  resources?: { limits?: Record<string, string>; requests?: Record<string, string> };
  securityContext: {
    privileged?: boolean;
    allowPrivilegeEscalation?: boolean;
    readOnlyRootFilesystem?: boolean;
    capabilities?: { drop?: string[] };
  };
  startupProbe?: object;
  readinessProbe?: object;
  livenessProbe?: object;
  lifecycle?: { preStop?: { sleep?: { seconds: number } } };
  [field: string]: unknown;
}

export interface PodSpec {
  serviceAccountName: string;
  automountServiceAccountToken?: boolean;
  terminationGracePeriodSeconds?: number;
  securityContext: { runAsNonRoot?: boolean; seccompProfile?: { type: string } };
  initContainers?: Container[];
  containers: Container[];
}

/** The fields of rendered objects that are read here. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; labels?: Record<string, string> };
  data?: Record<string, string>;
  automountServiceAccountToken?: boolean;
  spec?: {
    replicas?: number;
    /** Of a Pod. */
    containers?: Container[];
    strategy?: { type: string; rollingUpdate?: { maxSurge: number } };
    template?: { metadata: { labels: Record<string, string> }; spec: PodSpec };
    volumeClaimTemplates?: {
      metadata: { name: string };
      spec: { resources: { requests: { storage: string } } };
    }[];
  };
}

/** kustomize writes YAML 1.1, as kubectl reads it. */
export const parseManifests = (yaml: string): Manifest[] =>
  parseAllDocuments(yaml, { version: '1.1' }).map((document) => document.toJS() as Manifest);

/** The name without the hash that kustomize appends. */
export const plainName = ({ metadata }: Manifest): string => metadata.name.replace(/-[a-z0-9]{10}$/, '');

/** @throws Error when there is not exactly one; `name` may be followed by a hash */
export function one(manifests: readonly Manifest[], kind: string, name: string): Manifest {
  const [found, ...others] = manifests.filter(
    (manifest) => manifest.kind === kind && [manifest.metadata.name, plainName(manifest)].includes(name),
  );
  if (!found || others.length > 0) throw new Error(`${found ? 'more than one' : 'no'} ${kind} ${name}`);
  return found;
}

/** The containers of a Pod object. */
export const containersOf = ({ spec }: Manifest): Container[] => spec?.containers ?? [];

export function podOf({ spec, metadata }: Manifest): PodSpec {
  if (!spec?.template) throw new Error(`${metadata.name} makes no pods`);
  return spec.template.spec;
}

/** The container with the manifest's own name. @throws Error when there is none */
export function containerOf(manifest: Manifest): Container {
  const name = plainName(manifest);
  const container = podOf(manifest).containers.find((candidate) => candidate.name === name);
  if (!container) throw new Error(`${name} has no container ${name}`);
  return container;
}

const factors: Readonly<Record<string, number>> = {
  ...{ '': 1, m: 1e-3, k: 1e3, M: 1e6, G: 1e9 },
  ...{ Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30 },
};

/** Processors or bytes of a quantity such as `100m` or `512Mi`; NaN of what is none. */
export function quantity(text: string | undefined): number {
  const [, digits, unit = ''] = /^([\d.]+)([A-Za-z]*)$/.exec(text ?? '') ?? [];
  return Number(digits) * (factors[unit] ?? Number.NaN);
}
