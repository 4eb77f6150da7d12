import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What has a version of its own in operation, by its folder. */
export const deployed = { '@feed/api': 'services/api', '@feed/worker': 'services/worker' } as const;
export type Deployed = keyof typeof deployed;

export interface Release {
  readonly version: string;
  /** The code that was released. The release commit on top of it brings only its numbers and changelogs. */
  readonly commit: string;
  /** The newest migration that it brought. */
  readonly schema: string;
}

/** The newest release of each; from the root of the repository. Kept in a file because a clone may lack the tags. */
export const releasedFile = 'scripts/src/release/released.json';

export function readReleased(root = '.'): Record<Deployed, Release> {
  return JSON.parse(readFileSync(join(root, releasedFile), 'utf8')) as Record<Deployed, Release>;
}
