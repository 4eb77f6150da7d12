import { randomBytes } from 'node:crypto';
import { docker } from './docker.js';

export interface ContainerOptions {
  readonly image: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Further arguments of `docker run`. */
  readonly flags?: readonly string[];
  readonly command?: readonly string[];
}

/** Containers on a network of their own that leads nowhere else. */
export interface Sandbox {
  /** Starts a container that others reach by `name`. @returns its full name */
  start(name: string, options: ContainerOptions): string;
  remove(): void;
}

export function createSandbox(): Sandbox {
  const id = `feed-smoke-${randomBytes(4).toString('hex')}`;
  const containers: string[] = [];
  docker(['network', 'create', '--internal', id]);
  return {
    start: (name, { image, env = {}, flags = [], command = [] }) => {
      const container = `${id}-${name}`;
      const variables = Object.entries(env).flatMap(([key, value]) => ['--env', `${key}=${value}`]);
      const place = ['--name', container, '--network', id, '--network-alias', name];
      containers.push(container);
      docker(['run', '--detach', ...place, ...variables, ...flags, image, ...command]);
      return container;
    },
    remove: () => {
      if (containers.length > 0) docker(['rm', '--force', '--volumes', ...containers]);
      docker(['network', 'rm', id]);
    },
  };
}
