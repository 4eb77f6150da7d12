import { dependenciesOf, dependencyClosure, readLockfile, type Lockfile } from './lockfile.js';
import type { Service } from './services.js';

export interface Component {
  readonly type: 'library';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  /** `pkg:npm/%40scope/name@version` */
  readonly purl: string;
  /** What is optional may be missing where its platform is another one. */
  readonly scope: 'required' | 'optional';
  readonly licenses?: readonly [{ license: { id: string } } | { expression: string }];
  readonly hashes?: readonly [{ alg: string; content: string }];
}

/** CycloneDX 1.5 */
export interface Sbom {
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: '1.5';
  readonly version: 1;
  readonly metadata: { readonly component: Readonly<Record<string, string>> };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/**
 * What a service runs on, from the lockfile: the same lockfile always gives the same list. `npm sbom` is not used,
 * because for one workspace it leaves out a part of what others depend on in turn.
 */
export function readSbom(root: string, { name, version }: Service): Sbom {
  const lockfile = readLockfile(root);
  const service = `services/${name}`;
  const closure = dependencyClosure(lockfile, service);
  const ref = `feed-${name}@${version}`;
  const packages = closure.filter((folder) => folder.startsWith('node_modules/'));
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': ref, name: `feed-${name}`, version } },
    components: packages.map((folder) => component(lockfile, folder)),
    dependencies: [
      // What our own packages use is the service's.
      {
        ref,
        dependsOn: direct(lockfile, [service, ...closure.filter((folder) => !packages.includes(folder))]),
      },
      ...packages.map((folder) => ({ ref: folder, dependsOn: dependenciesOf(lockfile, folder) })),
    ],
  };
}

const direct = (lockfile: Lockfile, workspaces: readonly string[]): string[] =>
  [...new Set(workspaces.flatMap((folder) => dependenciesOf(lockfile, folder)))]
    .filter((folder) => !workspaces.includes(folder))
    .sort();

function component(lockfile: Lockfile, folder: string): Component {
  const { name = nameOf(folder), version = '', license, integrity, optional } = lockfile[folder] ?? {};
  return {
    type: 'library',
    'bom-ref': folder,
    name,
    version,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    scope: optional ? 'optional' : 'required',
    ...(license === undefined ? {} : { licenses: [licence(license)] }),
    ...(integrity === undefined ? {} : { hashes: [hash(integrity)] }),
  };
}

const nameOf = (folder: string): string => folder.slice(folder.lastIndexOf('node_modules/') + 13);

const licence = (text: string) => (/[ ()]/.test(text) ? { expression: text } : { license: { id: text } });

function hash(integrity: string): { alg: string; content: string } {
  const [algorithm = '', digest = ''] = integrity.split('-');
  const content = Buffer.from(digest, 'base64').toString('hex');
  return { alg: algorithm.replace('sha', 'SHA-'), content };
}

/** `@scope/name@version` */
export const packageName = ({ name, version }: Pick<Component, 'name' | 'version'>): string =>
  `${name}@${version}`;

/** The declared licence as an SPDX expression; undefined when nothing is declared. */
export function declaredLicence({ licenses }: Pick<Component, 'licenses'>): string | undefined {
  const [first] = licenses ?? [];
  if (first === undefined) return undefined;
  return 'expression' in first ? first.expression : first.license.id;
}
