import { spawnSync } from 'node:child_process';
import { CodedError } from '@feed/platform/errors';
import type { Service } from './services.js';

interface Licence {
  readonly license?: { readonly id?: string; readonly name?: string };
  readonly expression?: string;
}

export interface Component {
  /** `pkg:npm/%40scope/name@version` */
  readonly purl: string;
  readonly licenses?: readonly Licence[];
}

export interface Sbom {
  readonly metadata: { readonly component: object };
  readonly components: readonly Component[];
}

/** What a service depends on when it runs, as CycloneDX, from the lockfile. @throws CodedError when npm cannot say */
export function readSbom(root: string, { name, workspace, version }: Service): Sbom {
  const { status, stdout, stderr } = spawnSync(
    'npm',
    ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--omit', 'dev', '--workspace', workspace],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (status !== 0) throw new CodedError('UNAVAILABLE', `npm cannot list dependencies: ${stderr.trim()}`);
  const sbom = JSON.parse(stdout) as Sbom;
  // npm names the root of the repository here.
  const component = {
    'bom-ref': `feed-${name}@${version}`,
    type: 'application',
    name: `feed-${name}`,
    version,
  };
  return { ...sbom, metadata: { ...sbom.metadata, component } };
}

/** `@scope/name@version` */
export const packageName = ({ purl }: Component): string =>
  decodeURIComponent(purl.slice('pkg:npm/'.length).replace(/\?.*$/, ''));

/** What others wrote. */
export const foreign = ({ components }: Sbom): Component[] =>
  components.filter((component) => !packageName(component).startsWith('@feed/'));

/** The declared licence as an SPDX expression; undefined when nothing is declared. */
export const declaredLicence = ({ licenses = [] }: Component): string | undefined =>
  licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name).join(' AND ') ||
  undefined;
