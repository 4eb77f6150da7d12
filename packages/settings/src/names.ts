import { ConfigError } from '@feed/platform/env';
import { recordNames } from '@feed/platform/env-names';
import { readConfig as readApiConfig } from './api.js';
import { readConfig as readWorkerConfig } from './worker.js';

/** The names of all variables that the services read. */
export function serviceSettingNames(): Set<string> {
  return namesReadBy(readApiConfig, readWorkerConfig);
}

/** The names of the variables that these functions read, even when what they find is incomplete. */
export function namesReadBy(...readers: readonly ((env: NodeJS.ProcessEnv) => unknown)[]): Set<string> {
  const names = new Set<string>();
  for (const read of readers)
    try {
      read(recordNames({}, names));
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
    }
  return names;
}
