import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';

/** Written by `make up` in local mode: the settings of the system that runs from this checkout. */
const localSettingsFile = fileURLToPath(new URL('../../../../.local/env', import.meta.url));

/**
 * The environment, completed by the local system's settings. One that names a database of its own is left alone:
 * the settings of two systems must never be mixed.
 */
export function withLocalSettings(env: NodeJS.ProcessEnv, file = localSettingsFile): NodeJS.ProcessEnv {
  if (env['DATABASE_URL'] || env['DATABASE_URL_FILE']) return env;
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value));
  return { ...readSettings(file), ...given };
}

function readSettings(file: string): NodeJS.ProcessEnv {
  try {
    return parseEnv(readFileSync(file, 'utf8')) as NodeJS.ProcessEnv;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
