import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { askGit } from '../lib/git.js';
import { places } from './places.js';

/** Returns the versions of the services and the revision, for logs, metrics and image labels. */
export function buildInfo(root: string): Record<string, string> {
  const version = (service: string) => {
    const file = join(root, 'services', service, 'package.json');
    return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  };
  const revision = askGit(['rev-parse', '--short=12', 'HEAD'], root) ?? 'unknown';
  return { API_VERSION: version('api'), WORKER_VERSION: version('worker'), BUILD_REVISION: revision };
}

/** When the code was last compiled, in milliseconds since 1970. */
export const builtAt = (): number => statSync(places.built, { throwIfNoEntry: false })?.mtimeMs ?? 0;
