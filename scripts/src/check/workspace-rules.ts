export interface Workspace {
  /** As in package.json, such as `@feed/store`. */
  readonly name: string;
  /** From the root of the repository. */
  readonly folder: string;
  /** Names of package.json. */
  readonly dependencies: readonly string[];
  /** Folders that its tsconfig.json references. */
  readonly references: readonly string[];
}

/** The graph is declared in package.json; the references of TypeScript have to say the same. */
export function referenceProblems(workspaces: readonly Workspace[]): string[] {
  const folderOf = new Map(workspaces.map(({ name, folder }) => [name, folder]));
  return workspaces.flatMap(({ folder, dependencies, references }) => {
    const needed = dependencies.flatMap((name) => folderOf.get(name) ?? []);
    const missing = needed.filter((path) => !references.includes(path));
    const idle = references.filter((path) => !needed.includes(path));
    return [
      ...missing.map(
        (path) => `${folder}/tsconfig.json lacks a reference to ${path}, a dependency of its package.json`,
      ),
      ...idle.map(
        (path) => `${folder}/tsconfig.json references ${path}, which its package.json does not depend on`,
      ),
    ];
  });
}

interface LockedPackage {
  readonly resolved?: string;
  readonly link?: boolean;
}

/** A package is pinned by its checksum. An address would tie everybody to one registry, perhaps somebody's mirror. */
export function lockfileProblems(packages: Record<string, LockedPackage>): string[] {
  return Object.entries(packages)
    .filter(([, { resolved, link }]) => resolved !== undefined && !link)
    .map(
      ([path, { resolved }]) =>
        `package-lock.json takes ${path} from ${resolved}: install it anew with the settings of .npmrc`,
    );
}
