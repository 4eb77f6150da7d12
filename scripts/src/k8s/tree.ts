import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSync } from '@feed/cli/lib/process';
import { secretsOf } from './secrets.js';

const source = 'deploy/k8s';
export const overlaysFolder = join(source, 'overlays');

/** A copy of deploy/k8s completed with random secrets, so that every folder in it can be rendered. */
export interface Tree {
  readonly folder: string;
  /** Every overlay, the base, and the base with each component: `overlays/free-tier`, `base+monitoring`. */
  readonly combinations: readonly string[];
  /** The manifests that `kubectl apply` would receive from a folder in it. @throws Error with the message of kubectl */
  render(combination: string): string;
  remove(): void;
}

export function hasKubectl(): boolean {
  try {
    return runSync('kubectl', ['version', '--client']).stdout !== '';
  } catch {
    return false;
  }
}

export function copyTree(): Tree {
  const root = mkdtempSync(join(tmpdir(), 'feed-k8s-'));
  cpSync(source, root, { recursive: true, filter: (path) => !/secrets\.env$|\.crt$/.test(path) });
  const overlays = readdirSync(join(root, 'overlays')).map((name) => `overlays/${name}`);
  for (const overlay of overlays) makeSecrets(join(root, overlay));
  const combined = readdirSync(join(root, 'components')).map((component) => {
    const name = `base+${component}`;
    const resources = { resources: ['../base'], components: [`../components/${component}`] };
    writeKustomization(join(root, name), { namespace: 'feed', ...resources });
    return name;
  });
  return {
    folder: root,
    combinations: ['base', ...combined, ...overlays].sort(),
    render: (combination) => kustomize(join(root, combination)),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function kustomize(folder: string): string {
  const { stdout, stderr } = runSync('kubectl', ['kustomize', folder]);
  if (stderr !== '') throw new Error(`kubectl kustomize: ${stderr.trim()}`);
  return stdout;
}

function makeSecrets(folder: string): void {
  for (const [name, text] of secretsOf(folder)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'ca.crt'), 'no authority\n');
}

/** JSON is YAML as well. */
export function writeKustomization(folder: string, content: object): void {
  mkdirSync(folder, { recursive: true });
  const kustomization = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', ...content };
  writeFileSync(join(folder, 'kustomization.yaml'), JSON.stringify(kustomization));
}
