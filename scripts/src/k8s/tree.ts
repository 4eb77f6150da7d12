import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fillSecrets } from './secrets/fill.js';

const source = fileURLToPath(new URL('../../../deploy/k8s', import.meta.url));
export const overlaysFolder = relative(process.cwd(), join(source, 'overlays')) || '.';

/** A copy of deploy/k8s in which nothing that a checkout lacks is missing: secrets are made up. */
export interface Tree {
  readonly folder: string;
  /** Every overlay, the base, and the base with each component, such as `overlays/free-tier` or `base+monitoring`. */
  readonly combinations: readonly string[];
  /** What `kubectl apply` would get of a folder in it. @throws Error with what kubectl says */
  render(combination: string): string;
  remove(): void;
}

/** The version of kubectl; undefined when there is none. */
export function kubectlVersion(): string | undefined {
  const { stdout, status } = spawnSync('kubectl', ['version', '--client'], { encoding: 'utf8' });
  return status === 0 ? /v[\d.]+/.exec(stdout)?.[0] : undefined;
}

export function copyTree(): Tree {
  const root = mkdtempSync(join(tmpdir(), 'feed-k8s-'));
  cpSync(source, root, { recursive: true, filter: (path) => !/secrets\.env$|\.crt$/.test(path) });
  const overlays = readdirSync(join(root, 'overlays')).map((name) => `overlays/${name}`);
  for (const overlay of overlays) makeSecrets(join(root, overlay));
  const components = readdirSync(join(root, 'components'));
  for (const component of components) makeCombination(root, component);
  return {
    folder: root,
    combinations: ['base', ...components.map((name) => `base+${name}`), ...overlays].sort(),
    render: (combination) => kustomize(join(root, combination)),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function makeSecrets(folder: string): void {
  const file = join(folder, 'secrets.env');
  writeFileSync(file, fillSecrets(readFileSync(`${file}.example`, 'utf8')));
  writeFileSync(join(folder, 'ca.crt'), 'no authority\n');
}

function makeCombination(root: string, component: string): void {
  const folder = join(root, `base+${component}`);
  mkdirSync(folder);
  const lines = [
    'apiVersion: kustomize.config.k8s.io/v1beta1',
    'kind: Kustomization',
    'namespace: feed',
    'resources: [../base]',
    `components: [../components/${component}]`,
  ];
  writeFileSync(join(folder, 'kustomization.yaml'), `${lines.join('\n')}\n`);
}

function kustomize(folder: string): string {
  const options = { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  const { stdout, stderr, status, error } = spawnSync('kubectl', ['kustomize', folder], options);
  if (error) throw error;
  if (status !== 0 || stderr !== '') throw new Error(`kubectl kustomize: ${stderr.trim()}`);
  return stdout;
}
