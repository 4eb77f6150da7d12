import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../manifest.js';
import type { Kubectl } from './kubectl.js';

export interface Kind {
  group: string;
  kind: string;
}

/** Where the operators that the overlays use keep their definitions, one file a kind. */
const origins: Readonly<Record<string, string>> = {
  'monitoring.coreos.com':
    'https://raw.githubusercontent.com/prometheus-operator/prometheus-operator/v0.85.0/example/prometheus-operator-crd/',
  'redis.redis.opstreelabs.in':
    'https://raw.githubusercontent.com/OT-CONTAINER-KIT/redis-operator/v0.22.1/config/crd/bases/',
  'keda.sh': 'https://raw.githubusercontent.com/kedacore/keda/v2.20.2/config/crd/bases/',
  'postgresql.cnpg.io':
    'https://raw.githubusercontent.com/cloudnative-pg/cloudnative-pg/v1.28.0/config/crd/bases/',
  'external-secrets.io':
    'https://raw.githubusercontent.com/external-secrets/external-secrets/v1.3.2/config/crds/bases/',
};

/** Those that are not of Kubernetes itself, each once. */
export function foreignKinds(manifests: readonly Pick<Manifest, 'apiVersion' | 'kind'>[]): Kind[] {
  const found = new Map<string, Kind>();
  for (const { apiVersion, kind } of manifests) {
    const [group = '', version] = apiVersion.split('/');
    const foreign = version !== undefined && group.includes('.') && !group.endsWith('.k8s.io');
    if (foreign) found.set(`${group}/${kind}`, { group, kind });
  }
  return [...found.values()];
}

/** The name that controller-gen gives to the file of a definition. */
export function fileName({ group, kind }: Kind): string {
  const singular = kind.toLowerCase();
  return `${group}_${singular.endsWith('y') ? `${singular.slice(0, -1)}ie` : singular}s.yaml`;
}

/**
 * Brings what the cluster does not know. What was there before stays as it is.
 * @param sources folders and addresses that have the files
 * @param onMade gets the name of each definition that is made
 * @returns how many were made
 */
export async function installDefinitions(
  kubectl: Kubectl,
  kinds: readonly Kind[],
  sources: readonly string[],
  onMade: (name: string) => void,
): Promise<number> {
  const { stdout } = await kubectl.run(['get', 'customresourcedefinitions', '--output', 'name']);
  const known = new Set(stdout.split('\n').map((name) => name.split('/').at(-1)));
  const missing = kinds.filter((kind) => !known.has(definitionName(kind)));
  for (const kind of missing) {
    const file = locate(kind, sources);
    onMade(definitionName(kind));
    await kubectl.run(['apply', '--server-side', '--filename', file]);
  }
  const names = missing.map((kind) => `customresourcedefinition/${definitionName(kind)}`);
  if (names.length > 0) await kubectl.run(['wait', '--for', 'condition=Established', ...names]);
  return names.length;
}

export async function removeDefinition(kubectl: Kubectl, name: string): Promise<void> {
  await kubectl.run(['delete', 'customresourcedefinition', name, '--ignore-not-found']);
}

const definitionName = (kind: Kind): string => {
  const [group = '', plural = ''] = fileName(kind).slice(0, -'.yaml'.length).split('_');
  return `${plural}.${group}`;
};

function locate(kind: Kind, sources: readonly string[]): string {
  const file = fileName(kind);
  for (const source of sources) {
    if (/^https?:/.test(source)) return `${source.replace(/\/?$/, '/')}${file}`;
    const path = join(source, file);
    if (existsSync(path)) return path;
  }
  const origin = origins[kind.group];
  if (origin === undefined)
    throw new Error(`The cluster does not know ${kind.kind} of ${kind.group}: give its ${file} with --crds`);
  return origin + file;
}
