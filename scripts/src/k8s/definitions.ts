import type { Manifest } from './manifest.js';

/** A kind of resource that an operator defines. */
export interface Kind {
  group: string;
  kind: string;
}

/** The Go module, and GitHub repository, in which an operator defines its kinds. */
export interface Origin {
  readonly module: string;
  readonly version: string;
  readonly folder: string;
}

const origins: Readonly<Record<string, Origin>> = {
  'monitoring.coreos.com': {
    module: 'github.com/prometheus-operator/prometheus-operator',
    version: 'v0.85.0',
    folder: 'example/prometheus-operator-crd',
  },
  'keda.sh': { module: 'github.com/kedacore/keda/v2', version: 'v2.20.2', folder: 'config/crd/bases' },
  'postgresql.cnpg.io': {
    module: 'github.com/cloudnative-pg/cloudnative-pg',
    version: 'v1.28.0',
    folder: 'config/crd/bases',
  },
  'redis.redis.opstreelabs.in': {
    module: 'github.com/OT-CONTAINER-KIT/redis-operator',
    version: 'v0.22.1',
    folder: 'config/crd/bases',
  },
  'external-secrets.io': {
    module: 'github.com/external-secrets/external-secrets',
    version: 'v1.3.2',
    folder: 'config/crds/bases',
  },
};

/** @throws Error when the origin of the group is not listed above */
export function originOf(kind: Kind): Origin {
  const origin = origins[kind.group];
  if (origin === undefined)
    throw new Error(`The origin of ${fileName(kind)} is not listed in scripts/src/k8s/definitions.ts`);
  return origin;
}

/** The address of a definition on the Internet. */
export function addressOf(kind: Kind): string {
  const { module, version, folder } = originOf(kind);
  const [, repository] = /^github\.com\/([^/]+\/[^/]+)/.exec(module) ?? [];
  return `https://raw.githubusercontent.com/${repository}/${version}/${folder}/${fileName(kind)}`;
}

/** The kinds that are not defined by Kubernetes itself, each once. */
export function foreignKinds(manifests: readonly Pick<Manifest, 'apiVersion' | 'kind'>[]): Kind[] {
  const found = new Map<string, Kind>();
  for (const { apiVersion, kind } of manifests) {
    const [group = '', version] = apiVersion.split('/');
    const foreign = version !== undefined && group.includes('.') && !group.endsWith('.k8s.io');
    if (foreign) found.set(`${group}/${kind}`, { group, kind });
  }
  return [...found.values()];
}

/** The file name that controller-gen gives to a definition. */
export function fileName({ group, kind }: Kind): string {
  const singular = kind.toLowerCase();
  return `${group}_${singular.endsWith('y') ? `${singular.slice(0, -1)}ie` : singular}s.yaml`;
}
