import { readConfig as readApiConfig, type ApiConfig } from '@feed/settings/api';
import { ConfigError } from '@feed/platform/env';
import { misspellings } from '@feed/platform/env-names';
import { serviceSettingNames } from '@feed/settings/names';
import { hostLimits } from '@feed/platform/host-limits';
import { readConfig as readWorkerConfig, type WorkerConfig } from '@feed/settings/worker';
import { fail, ok, warn, type Finding } from './finding.js';

export interface Configuration {
  /** Absent when it is invalid. */
  worker?: WorkerConfig;
  findings: Finding[];
}

/** Reads the environment as the services do. In production they also reject the development secret. */
export function checkConfiguration(env: NodeJS.ProcessEnv): Configuration {
  const api = attempt('api configuration', () => readApiConfig(env));
  const worker = attempt('worker configuration', () => readWorkerConfig(env));
  const findings = [api.finding, worker.finding, ...unknownSettings(env)];
  if (api.config && worker.config) findings.push(pools(api.config, worker.config));
  return { ...(worker.config && { worker: worker.config }), findings };
}

const unknownSettings = (env: NodeJS.ProcessEnv): Finding[] =>
  misspellings(env, serviceSettingNames()).map(({ name, meant }) =>
    warn('setting', `${name} does not exist`, `did you mean ${meant}?`),
  );

function attempt<T>(check: string, read: () => T): { config?: T; finding: Finding } {
  try {
    return { config: read(), finding: ok(check, 'complete') };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { finding: fail(check, `${error.problems.length} to correct`, error.problems.join('; ')) };
  }
}

function pools({ database: api }: ApiConfig, { database: worker }: WorkerConfig): Finding {
  const { budget } = hostLimits.supabase;
  const sum = api.poolMax + worker.poolMax + budget.migrationPool + 2 * budget.watchConnections;
  const parts = `api ${api.poolMax} + worker ${worker.poolMax} + migration ${budget.migrationPool} + readiness ${2 * budget.watchConnections}`;
  const found = `${parts} = ${sum} of the host's ${budget.connections}`;
  const advice = `set DATABASE_POOL_MAX to ${budget.apiPool} for the api and ${budget.workerPool} for the worker, unless the host grants more`;
  return sum > budget.connections ? warn('pool sizes', found, advice) : ok('pool sizes', found);
}
