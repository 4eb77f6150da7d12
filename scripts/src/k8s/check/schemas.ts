import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { go, inGoModule } from './programs.js';
import { strict, type Schema } from './strict-schema.js';

/** Kubernetes' own description of its API, and the definitions of the operators whose resources are used. */
const kubernetes = 'k8s.io/kubernetes@v1.34.4';
const definitions = {
  'github.com/prometheus-operator/prometheus-operator@v0.85.0': [
    'example/prometheus-operator-crd/monitoring.coreos.com_servicemonitors.yaml',
    'example/prometheus-operator-crd/monitoring.coreos.com_podmonitors.yaml',
    'example/prometheus-operator-crd/monitoring.coreos.com_prometheusrules.yaml',
  ],
  'github.com/kedacore/keda/v2@v2.20.2': ['config/crd/bases/keda.sh_scaledobjects.yaml'],
  'github.com/cloudnative-pg/cloudnative-pg@v1.28.0': ['config/crd/bases/postgresql.cnpg.io_clusters.yaml'],
  'github.com/external-secrets/external-secrets@v0.16.2': [
    'config/crds/bases/external-secrets.io_externalsecrets.yaml',
  ],
};

const folder = resolve('.cache/k8s/schemas');
const stamp = join(folder, 'made-of.json');
const sources = JSON.stringify({ kubernetes, definitions });

/** What kubeconform and kubesec put the kind and its group and version into. */
export const schemaLocation = join(folder, '{{.ResourceKind}}{{.KindSuffix}}.json');

interface Swagger {
  definitions: Record<string, Schema & { 'x-kubernetes-group-version-kind'?: GroupVersionKind[] }>;
}

interface GroupVersionKind {
  group: string;
  version: string;
  kind: string;
}

interface Definition {
  spec: {
    group: string;
    names: { kind: string };
    versions: { name: string; schema: { openAPIV3Schema: Schema } }[];
  };
}

/** Makes a strict JSON schema of every kind that can be applied. Downloads Go modules the first time, some 60 MB. */
export function makeSchemas(): void {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  mkdirSync(folder, { recursive: true });
  writeKubernetes(moduleFolder(kubernetes));
  for (const [module, files] of Object.entries(definitions)) {
    const source = moduleFolder(module);
    for (const file of files) writeDefinition(parse(readFileSync(join(source, file), 'utf8')) as Definition);
  }
  writeFileSync(stamp, sources);
}

function moduleFolder(module: string): string {
  const answer = inGoModule((cwd) => go(['mod', 'download', '-json', module], cwd));
  return (JSON.parse(answer) as { Dir: string }).Dir;
}

function writeKubernetes(source: string): void {
  const file = join(source, 'api/openapi-spec/swagger.json');
  const swagger = JSON.parse(readFileSync(file, 'utf8')) as Swagger;
  const all = Object.fromEntries(
    Object.entries(swagger.definitions).map(([name, schema]) => [name, strict(schema)]),
  );
  for (const [name, schema] of Object.entries(swagger.definitions)) {
    const kinds = schema['x-kubernetes-group-version-kind'] ?? [];
    // Options of requests belong to every group, and are in no manifest.
    if (kinds.length !== 1) continue;
    for (const kind of kinds)
      write(kind, { $ref: `#/definitions/${name}`, definitions: reachable(all, name) });
  }
}

/** The definition and those that it refers to, at any depth. */
function reachable(all: Record<string, Schema>, name: string, found: Record<string, Schema> = {}) {
  const schema = all[name];
  if (!schema || found[name]) return found;
  found[name] = schema;
  for (const [, other = ''] of JSON.stringify(schema).matchAll(/"#\/definitions\/([^"]+)"/g))
    reachable(all, other, found);
  return found;
}

function writeDefinition({ spec: { group, names, versions } }: Definition): void {
  for (const { name, schema } of versions)
    write({ group, version: name, kind: names.kind }, strict(schema.openAPIV3Schema));
}

function write({ group, version, kind }: GroupVersionKind, schema: Schema): void {
  const [short] = group.split('.');
  const name = [kind.toLowerCase(), ...(short ? [short] : []), version].join('-');
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(schema));
}
