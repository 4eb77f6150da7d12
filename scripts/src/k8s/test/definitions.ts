import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { addressOf, fileName, type Kind } from '../definitions.js';
import type { Kubectl } from './kubectl.js';

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
  return addressOf(kind);
}
