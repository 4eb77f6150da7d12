import { mkdtempSync, rmSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@feed/local-servers/free-port';
import { run } from '@feed/cli/lib/process';
import { mailUser, makeMailFolder } from '@feed/cli/system/mail-user';
import { places } from '@feed/cli/system/places';
import { until } from '@feed/cli/system/readiness';
import { writeSecretFiles } from '@feed/cli/system/secret-files';
import { writeServiceSettings } from '@feed/cli/system/service-settings';
import { portDefaults, type PortName, readSettings } from '@feed/cli/system/settings';
import { type SystemEnv, systemEnv } from '@feed/cli/system/system-env';
import { type Container, inspect } from './container.js';

/** The system of `deploy/compose` as a separate Compose project. */
export interface Stack {
  /** Addresses and secrets, as seen from this machine. */
  readonly system: SystemEnv;
  /** Runs `docker compose`. @throws ProcessError */
  compose(...args: string[]): Promise<void>;
  container(service: string): Promise<Container>;
  /** Waits until a service is healthy. @throws Error when that takes longer than `ms` */
  healthy(service: string, ms: number): Promise<void>;
  /** Stops it and deletes its data. */
  remove(): Promise<void>;
}

const folder = join(places.root, 'deploy', 'compose');
const files = ['compose.yaml', 'compose.test.yaml'].flatMap((file) => ['-f', join(folder, file)]);

/** @param settings of the services, over those of `deploy/compose/services.env`, by name */
export async function openStack(settings: SystemEnv): Promise<Stack> {
  const project = `feed-test-${randomBytes(3).toString('hex')}`;
  const own = mkdtempSync(join(tmpdir(), `${project}-`));
  const system = systemEnv(readSettings(await freePorts()), {});
  const env = { ...system, ...writeFiles(own, system, settings), DOCKER_BUILDKIT: '1' };
  const compose = async (...args: string[]): Promise<void> =>
    void (await run('docker', ['compose', '-p', project, ...files, ...args], { env }));
  const container = (service: string): Promise<Container> => inspect(project, service);
  return {
    system,
    compose,
    container,
    healthy: (service, ms) =>
      until(
        async () => (await container(service)).health === 'healthy',
        ms,
        async () => unhealthy(await container(service)),
      ),
    remove: async () => {
      await compose('down', '--volumes', '--remove-orphans');
      rmSync(own, { recursive: true });
    },
  };
}

async function unhealthy({ name, health }: Container): Promise<Error> {
  const { stdout, stderr } = await run('docker', ['logs', '--tail', '10', name]);
  return new Error(`${name} is ${health}, and its log ends with:\n${stdout}${stderr}`);
}

async function freePorts(): Promise<Record<string, string>> {
  const names = Object.keys(portDefaults) as PortName[];
  const ports = await Promise.all(names.map(() => freePort()));
  return Object.fromEntries(names.map((name, index) => [name, `${ports[index]}`]));
}

/** @returns the variables that lead Compose to the files */
function writeFiles(own: string, system: SystemEnv, settings: SystemEnv): Record<string, string> {
  const [secrets, services, mails] = [join(own, 'secrets'), join(own, 'services.env'), join(own, 'mails')];
  makeMailFolder(mails);
  writeSecretFiles(secrets, system);
  writeServiceSettings(services, join(folder, 'services.env'), settings);
  return { SECRETS: secrets, SERVICES_ENV: services, MAILS: mails, MAIL_USER: mailUser() };
}
