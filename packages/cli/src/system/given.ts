import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { inWords, misspellings } from '@feed/platform/env-names';
import { readTextFileIfPresent } from '@feed/platform/text-file';
import { namesReadBy, serviceSettingNames } from '@feed/settings/names';
import { readSettings } from './settings.js';

/** The settings that were given to `make up`, by where they came from. */
export interface Given {
  readonly environment: Readonly<Record<string, string>>;
  /** `.env` of the checkout. */
  readonly file: Readonly<Record<string, string>>;
}

const systemNames = namesReadBy(readSettings);
const serviceNames = serviceSettingNames();
/** Read by the Makefile, by Compose and by the parts of the local system that are no services. */
const otherNames = ['FORCE', 'SERVICE', 'ARGS', 'MAIL_DIR', 'MAIL_HOST', 'MIGRATION_DATABASE_URL'];
const knownNames = new Set([...systemNames, ...serviceNames, ...otherNames]);

const settingsAmong = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value && (systemNames.has(name) || serviceNames.has(name)) ? [[name, value]] : [],
    ),
  );

/** The variables in `.env` of a folder; none without the file. @throws FileFault when it is not a text file */
export const readDotEnv = (folder: string): NodeJS.ProcessEnv =>
  parseEnv(readTextFileIfPresent(join(folder, '.env')) ?? '') as NodeJS.ProcessEnv;

export const givenSettings = (env: NodeJS.ProcessEnv, folder: string): Given => ({
  environment: settingsAmong(env),
  file: settingsAmong(readDotEnv(folder)),
});

/** Variables that were probably meant as settings, in words. */
export const unknownSettings = (env: NodeJS.ProcessEnv, folder: string): string[] =>
  misspellings({ ...readDotEnv(folder), ...env }, knownNames).map(inWords);

/** Writes a file that only its owner can read: the address of a mail server contains a password. */
export function writeGiven(file: string, given: Given): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(given, null, 2)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}

export function readGiven(file: string): Given {
  return JSON.parse(readTextFileIfPresent(file) ?? '{"environment":{},"file":{}}') as Given;
}

/** The settings of the services that the environment of `make up` contained. */
export const serviceSettingsOf = ({ environment }: Given): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !systemNames.has(name)));

/** The environment for a restart: what the running system was given, and what is given now, which wins. */
export function withKeptSettings(env: NodeJS.ProcessEnv, kept: Given): NodeJS.ProcessEnv {
  const now = Object.fromEntries(Object.entries(env).filter(([, value]) => value));
  return { ...kept.environment, ...now };
}

/** `make up` observes these while the system is running, or says that it cannot. */
const observedLater = new Set(['UP_MODE', 'UP_DEMO', 'OBSERVABILITY', 'PROMETHEUS_PORT', 'GRAFANA_PORT']);
const secret = /_URL$|SECRET/;

export interface RunningSettings {
  /** The settings of the system itself, which have values even if they were not given. */
  readonly system: Readonly<Record<string, string>>;
  readonly given: Given;
  /** Docker replaces the containers of services whose settings in `.env` have changed. */
  readonly servicesFollow: boolean;
}

/** The settings given now that a running system does not observe, in words. */
export function ignoredSettings(now: Given, { system, given, servicesFollow }: RunningSettings): string[] {
  const before: Record<string, string> = { ...given.file, ...given.environment, ...system };
  return Object.entries({ ...now.file, ...now.environment }).flatMap(([name, value]) => {
    const follows = servicesFollow && !systemNames.has(name) && now.environment[name] === undefined;
    const observed = observedLater.has(name) || follows;
    if (observed || before[name] === value) return [];
    return [secret.test(name) ? name : `${name}=${value}${runsWith(before[name])}`];
  });
}

const runsWith = (value: string | undefined): string =>
  value === undefined ? '' : ` (it runs with ${value})`;
