import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Workspace {
  /** From package.json: `@feed/store`. */
  readonly name: string;
  /** From the root of the repository: `packages/store`. */
  readonly folder: string;
  readonly version: string;
  /** Names in `dependencies` of package.json, the packages of npm included. */
  readonly dependencies: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly workspaces?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
}

const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** The workspaces that the root's package.json lists, each after those it depends on. */
export function readWorkspaces(root = '.'): Workspace[] {
  const folders = (readManifest(root).workspaces ?? []).flatMap((pattern) =>
    pattern.endsWith('/*')
      ? readdirSync(join(root, dirname(pattern))).map((name) => join(dirname(pattern), name))
      : [pattern],
  );
  const found = folders
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .map((folder) => {
      const { name, version, dependencies = {} } = readManifest(join(root, folder));
      return { name, folder, version, dependencies: Object.keys(dependencies) };
    });
  return [...new Set(found.flatMap((workspace) => withDependencies(found, workspace)))];
}

/** The workspaces that `dependencies` of this one name. */
export const directDependencies = (all: readonly Workspace[], { dependencies }: Workspace): Workspace[] =>
  all.filter(({ name }) => dependencies.includes(name));

/** The workspaces that this one is built from, itself last. */
export const withDependencies = (all: readonly Workspace[], workspace: Workspace): Workspace[] => [
  ...new Set([
    ...directDependencies(all, workspace).flatMap((each) => withDependencies(all, each)),
    workspace,
  ]),
];
