import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { addressOf, fileName, originOf, type Kind } from '../definitions.js';
import { go, inGoModule } from '../../lib/go.js';
import { strict, type Schema } from './strict-schema.js';

/** Kubernetes' own description of its API. */
const kubernetes = 'k8s.io/kubernetes@v1.34.4';

const folder = resolve('.cache/k8s/schemas');
const stamp = join(folder, 'made-of.json');

/** The template in which kubeconform and kubesec insert a kind with its group and version. */
export const schemaLocation = join(folder, '{{.ResourceKind}}{{.KindSuffix}}.json');

interface Swagger {
  definitions: Record<string, Schema & { 'x-kubernetes-group-version-kind'?: GroupVersionKind[] }>;
}

type GroupVersionKind = Record<'group' | 'version' | 'kind', string>;

interface Definition {
  spec: {
    group: string;
    names: { kind: string };
    versions: { name: string; schema: { openAPIV3Schema: Schema } }[];
  };
}

/**
 * Makes a strict JSON schema for every kind of Kubernetes and for the given kinds of operators. Downloads some 60 MB of Go
 * modules the first time.
 * @throws Error when a definition cannot be downloaded
 */
export async function makeSchemas(kinds: readonly Kind[]): Promise<void> {
  const sources = JSON.stringify({ kubernetes, operators: kinds.map(addressOf) });
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeKubernetes(moduleFolder(kubernetes));
  for (const kind of kinds) writeDefinition(parse(await readDefinition(kind)) as Definition);
  writeFileSync(stamp, sources);
}

/** @throws Error with the last message of go */
function moduleFolder(module: string): string {
  return inGoModule((cwd) => {
    go(['mod', 'download', module], cwd);
    return (JSON.parse(go(['mod', 'download', '-json', module], cwd)) as { Dir: string }).Dir;
  });
}

async function readDefinition(kind: Kind): Promise<string> {
  const { module, version, folder: inside } = originOf(kind);
  try {
    return readFileSync(join(moduleFolder(`${module}@${version}`), inside, fileName(kind)), 'utf8');
  } catch (error) {
    const response = await fetch(addressOf(kind)).catch(() => undefined);
    if (response?.ok) return response.text();
    const advice = `"make k8s-check ARGS='--without ${kind.group}'" leaves it out`;
    throw new Error(
      `The definition of ${kind.kind} cannot be downloaded: ${(error as Error).message}\n${advice}`,
      {
        cause: error,
      },
    );
  }
}

function writeKubernetes(source: string): void {
  const file = join(source, 'api/openapi-spec/swagger.json');
  const swagger = JSON.parse(readFileSync(file, 'utf8')) as Swagger;
  const all = Object.fromEntries(
    Object.entries(swagger.definitions).map(([name, schema]) => [name, strict(schema)]),
  );
  for (const [name, schema] of Object.entries(swagger.definitions)) {
    const [kind, ...others] = schema['x-kubernetes-group-version-kind'] ?? [];
    // Options of requests belong to every group, and occur in no manifest.
    if (kind && others.length === 0)
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
