import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The one that builds every image. */
export const dockerfile = 'services/Dockerfile';

export interface Service {
  /** The name of its folder: `api`. */
  readonly name: string;
  /** The name in its package.json: `@feed/api`. */
  readonly workspace: string;
  readonly version: string;
}

/** Every service that becomes an image. */
export function readServices(root: string): Service[] {
  const folder = join(root, 'services');
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'package.json')))
    .map((name) => {
      const manifest: unknown = JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8'));
      const { name: workspace, version } = manifest as { name: string; version: string };
      return { name, workspace, version };
    });
}

/** The files that all images are built from, apart from packages and services. */
export function sharedInputs(root: string): string[] {
  const allowed = readFileSync(join(root, '.dockerignore'), 'utf8').match(/(?<=^!).+/gm) ?? [];
  return [
    '.dockerignore',
    dockerfile,
    ...allowed.filter((path) => path !== 'packages' && path !== 'services'),
  ];
}
