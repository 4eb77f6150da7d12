import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { addressOf, fileName, type Kind } from '../definitions.js';
import type { Kubectl } from './kubectl.js';

/**
 * Installs the definitions that the cluster lacks; those it has stay as they are.
 * @param sources folders and addresses that have the files, before those on the Internet
 * @param onMade gets the name of each definition that is installed
 */
export async function installDefinitions(
  kubectl: Kubectl,
  kinds: readonly Kind[],
  sources: readonly string[],
  onMade: (name: string) => void,
): Promise<void> {
  const { stdout } = await kubectl.run(['get', 'customresourcedefinitions', '--output', 'name']);
  const known = new Set(stdout.split('\n').map((name) => name.split('/').at(-1)));
  for (const kind of kinds.filter((each) => !known.has(definitionName(each)))) {
    const name = definitionName(kind);
    onMade(name);
    await kubectl.run(['apply', '--server-side', '--filename', locate(kind, sources)]);
    await kubectl.wait(`customresourcedefinition/${name}`, 'Established', 30_000);
  }
}

export const removeDefinition = async (kubectl: Kubectl, name: string): Promise<void> =>
  void (await kubectl.run(['delete', 'customresourcedefinition', name, '--ignore-not-found']));

function definitionName(kind: Kind): string {
  const [group = '', plural = ''] = fileName(kind).slice(0, -'.yaml'.length).split('_');
  return `${plural}.${group}`;
}

function locate(kind: Kind, sources: readonly string[]): string {
  const file = fileName(kind);
  for (const source of sources) {
    if (/^https?:/.test(source)) return `${source.replace(/\/?$/, '/')}${file}`;
    if (existsSync(join(source, file))) return join(source, file);
  }
  return addressOf(kind);
}
