import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folders of the services, which are what is deployed. */
export const deployed = { '@feed/api': 'services/api', '@feed/worker': 'services/worker' } as const;
export type Deployed = keyof typeof deployed;

export interface Release {
  readonly version: string;
  /** The released code. The release commit after it only adds version numbers and changelogs. */
  readonly commit: string;
  /** The newest migration in it. */
  readonly schema: string;
}

/** The newest release of each service, from the root of the repository. It is a file because a clone may lack the tags. */
export const releasedFile = 'scripts/src/release/released.json';

export function readReleased(root = '.'): Record<Deployed, Release> {
  return JSON.parse(readFileSync(join(root, releasedFile), 'utf8')) as Record<Deployed, Release>;
}
