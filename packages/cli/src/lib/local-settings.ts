import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { readTextFileIfPresent } from '@feed/platform/text-file';

/** The settings of the system that runs from this checkout; `make up` writes them. */
const localSettingsFile = fileURLToPath(new URL('../../../../.local/env', import.meta.url));

/**
 * Adds the local system's settings to an environment. An environment that names a database is returned unchanged, because
 * the settings of two systems must never be mixed.
 * @throws FileFault when the file is not a text file that this user may read
 */
export function withLocalSettings(env: NodeJS.ProcessEnv, file = localSettingsFile): NodeJS.ProcessEnv {
  if (env['DATABASE_URL'] || env['DATABASE_URL_FILE']) return env;
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value));
  return { ...parseEnv(readTextFileIfPresent(file) ?? ''), ...given };
}
