import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the code came from, for logs, metrics and the labels of images. */
export function buildInfo(root: string): Record<string, string> {
  const version = (service: string) => {
    const file = join(root, 'services', service, 'package.json');
    return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  };
  const git = spawnSync('git', ['rev-parse', '--short=12', 'HEAD'], { cwd: root, encoding: 'utf8' });
  const revision = git.status === 0 ? git.stdout.trim() : 'unknown';
  return { API_VERSION: version('api'), WORKER_VERSION: version('worker'), BUILD_REVISION: revision };
}
