import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { schemaVersion } from '@feed/store/postgres/migrations/all';
import { askGit } from './git.js';

const folder = fileURLToPath(new URL('../../', import.meta.url));

/** The version of the command, the revision it was built from, and the schema it knows. Images name their revision. */
export function versionText(env: NodeJS.ProcessEnv): string {
  const { version } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8')) as { version: string };
  const revision = env['BUILD_REVISION'] || askGit(['rev-parse', '--short=12', 'HEAD'], folder) || 'unknown';
  return `feedctl ${version} (revision ${revision}, schema ${schemaVersion})`;
}
