import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { onProcessEnd } from '../../lib/process-end.js';
import type { Source } from '../follow.js';
import { readDotEnv, readGiven, serviceSettingsOf } from '../given.js';
import { mailUser, makeMailFolder } from '../mail-user.js';
import { places } from '../places.js';
import { isReady, until } from '../readiness.js';
import { writeSecretFiles } from '../secret-files.js';
import { writeServiceSettings } from '../service-settings.js';
import type { Steps } from '../steps.js';
import { readSystemEnv, type SystemEnv } from '../system-env.js';

const folder = join(places.root, 'deploy', 'compose');
const startMs = 90_000;

/** Gives each checkout its own containers, networks and volumes. */
const projectName = `feed-${createHash('sha256').update(places.root).digest('hex').slice(0, 6)}`;

/** Variables of the Compose files. They are stored with the settings, so that Compose can also be called by hand. */
export const composeEnv: SystemEnv = {
  COMPOSE_PROJECT_NAME: projectName,
  SERVICES_ENV: places.serviceSettings,
  SECRETS: places.secrets,
  MAIL_USER: mailUser(),
};

function composeArgs(args: readonly string[]): string[] {
  const settings = existsSync(places.env) ? ['--env-file', places.env] : [];
  const layers = readSystemEnv(places.env)['OBSERVABILITY'] ? ['.', '.observability.'] : ['.'];
  const files = layers.flatMap((layer) => ['-f', join(folder, `compose${layer}yaml`)]);
  return ['compose', '-p', projectName, ...settings, ...files, ...args];
}

/** Runs `docker compose` and shows its output. `env` is passed on because a variable of this process would override the file. */
async function compose(args: readonly string[], env: SystemEnv): Promise<void> {
  const child = spawn('docker', composeArgs(args), {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env, ...composeEnv, DOCKER_BUILDKIT: '1' },
  });
  const ended = onProcessEnd(() => child.kill());
  const [code] = (await once(child, 'exit')) as [number | null];
  ended();
  if (code !== 0)
    throw new Error(
      `"docker compose ${args[0]}" failed. Without Docker the system runs with: make up UP_MODE=local`,
    );
}

/** Names of the services with a running container, and with `--all` also of those whose container has ended. */
export function composeServices(...flags: readonly '--all'[]): string[] {
  const args = ['ps', ...flags, '--filter', `label=com.docker.compose.project=${projectName}`];
  const format = ['--format', '{{.Label "com.docker.compose.service"}}'];
  const { stdout } = spawnSync('docker', [...args, ...format], { encoding: 'utf8', timeout: 10_000 });
  return (stdout ?? '').split('\n').filter(Boolean);
}

/** Builds the images whose code changed, and starts or replaces the containers that differ from the Compose files. */
export async function startCompose(env: SystemEnv, steps: Steps): Promise<void> {
  writeFiles(env);
  await compose(['build'], env);
  await compose(['up', '--detach', '--remove-orphans', ...servicesExcept('grafana')], env);
  if (env['OBSERVABILITY']) await startGrafana(env, steps);
}

function writeFiles(env: SystemEnv): void {
  makeMailFolder(places.mails);
  writeSecretFiles(places.secrets, env);
  const overrides = { ...readDotEnv(places.root), ...serviceSettingsOf(readGiven(places.given)) };
  writeServiceSettings(places.serviceSettings, join(folder, 'services.env'), overrides);
}

function servicesExcept(name: string): string[] {
  const { stdout } = spawnSync('docker', composeArgs(['config', '--services']), { encoding: 'utf8' });
  return stdout.split('\n').filter((service) => service !== '' && service !== name);
}

/** The system also runs without dashboards, for example when the image cannot be downloaded. */
async function startGrafana(env: SystemEnv, steps: Steps): Promise<void> {
  try {
    await compose(['up', '--detach', 'grafana'], env);
  } catch {
    steps.say('Grafana does not run, for the reason that Docker gave above. Everything else does.');
  }
}

export async function awaitCompose(system: SystemEnv, steps: Steps): Promise<void> {
  const deadline = Date.now() + startMs;
  const wait = (name: string, port: string | undefined) =>
    steps.run(name, () =>
      until(
        () => isReady(Number(port)),
        deadline - Date.now(),
        () => new Error(`The ${name} did not become ready. See "make logs"; "make down" ends it.`),
      ),
    );
  await wait('worker', system['WORKER_OPS_PORT']);
  await wait('api', system['OPS_PORT']);
}

/** @param options.volumes also deletes the data */
export async function stopCompose({ volumes }: { volumes: boolean }): Promise<void> {
  const args = ['compose', '-p', projectName, 'down', '--remove-orphans', ...(volumes ? ['--volumes'] : [])];
  const child = spawn('docker', args, { stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('"docker compose down" failed');
}

/** The newest lines of all containers, or of one service, and those that follow. Compose writes the container before each. */
export const composeLogs = (service: string | undefined): Source => ({
  command: 'docker',
  args: composeArgs(['logs', '--follow', '--no-color', '--tail', '50', ...(service ? [service] : [])]),
  split: (line) => {
    const [, program = 'compose', text = line] = /^(\S+?)(?:-\d+)? +\| (.*)$/.exec(line) ?? [];
    return { program, text };
  },
});
