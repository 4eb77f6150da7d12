interface LockedPackage {
  readonly resolved?: string;
  readonly link?: boolean;
}

/** A package is pinned by its checksum. An address would tie every checkout to one registry, perhaps a private mirror. */
export function lockfileProblems(file: string, packages: Record<string, LockedPackage>): string[] {
  return Object.entries(packages)
    .filter(([, { resolved, link }]) => resolved !== undefined && !link)
    .map(
      ([path, { resolved }]) =>
        `${file} takes ${path} from ${resolved}: install it again with the settings of .npmrc`,
    );
}
