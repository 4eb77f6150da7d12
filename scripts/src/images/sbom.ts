import { execFileSync } from 'node:child_process';
import { readWorkspaces } from '../lib/workspaces.js';
import type { Service } from './services.js';

/** The fields of a CycloneDX component that are read here. */
export interface Component {
  /** `@scope/name@version`, by the package's own name. */
  readonly 'bom-ref': string;
  /** The name by which it is imported. */
  readonly name: string;
  readonly licenses?: readonly ({ license: { id?: string; name?: string } } | { expression: string })[];
}

interface Dependency {
  readonly ref: string;
  readonly dependsOn: readonly string[];
}

/** CycloneDX */
export interface Sbom {
  readonly components: readonly Component[];
  readonly dependencies: readonly Dependency[];
}

/**
 * The packages that a service runs on, as `npm sbom` lists them: the same lockfile always gives the same list. npm lists the
 * whole repository, because with `--omit=dev` it leaves out what production and tools share.
 */
export function readSbom(root: string, { name, workspace, version }: Service): Sbom {
  const { serialNumber: _, ...whole } = npmSbom(root);
  const dependencies = new Map(
    withoutDevDependencies(root, whole.dependencies).map((each) => [each.ref, each]),
  );
  const ref = `${workspace}@${version}`;
  const reached = closure(dependencies, ref);
  return {
    ...whole,
    metadata: { component: { type: 'application', 'bom-ref': ref, name: `feed-${name}`, version } },
    components: whole.components.filter(
      (component) => reached.has(component['bom-ref']) && component['bom-ref'] !== ref,
    ),
    dependencies: [...dependencies.values()].filter((each) => reached.has(each.ref)),
  } as Sbom;
}

const outputBytes = 64 * 1024 * 1024;

function npmSbom(root: string): Sbom & { serialNumber: string } {
  const args = ['sbom', '--package-lock-only', '--sbom-format=cyclonedx'];
  const output = execFileSync('npm', args, { cwd: root, encoding: 'utf8', maxBuffer: outputBytes });
  return JSON.parse(output) as Sbom & { serialNumber: string };
}

const nameOf = (ref: string): string => ref.slice(0, ref.lastIndexOf('@'));

/** npm also lists the development dependencies of a workspace. */
function withoutDevDependencies(root: string, all: readonly Dependency[]): Dependency[] {
  const declared = new Map(readWorkspaces(root).map(({ name, dependencies }) => [name, dependencies]));
  return all.map(({ ref, dependsOn }) => {
    const own = declared.get(nameOf(ref));
    return { ref, dependsOn: own ? dependsOn.filter((each) => own.includes(nameOf(each))) : dependsOn };
  });
}

function closure(dependencies: ReadonlyMap<string, Dependency>, start: string): Set<string> {
  const reached = new Set([start]);
  for (const ref of reached) for (const each of dependencies.get(ref)?.dependsOn ?? []) reached.add(each);
  return reached;
}

/** The declared licence as an SPDX expression; undefined when none is declared. */
export function declaredLicence({ licenses }: Component): string | undefined {
  const [first] = licenses ?? [];
  if (first === undefined) return undefined;
  return 'expression' in first ? first.expression : (first.license.id ?? first.license.name);
}
