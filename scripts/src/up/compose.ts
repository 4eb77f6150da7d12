import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { places } from './places.js';
import { isReady, until } from './readiness.js';
import type { Steps } from './steps.js';
import type { SystemEnv } from './system-env.js';

const file = join(places.root, 'deploy', 'compose', 'compose.yaml');
const startMs = 90_000;

/** Each checkout has containers, networks and volumes of its own. */
export const projectName = `feed-${createHash('sha256').update(places.root).digest('hex').slice(0, 6)}`;

function composeArgs(args: readonly string[]): string[] {
  const settings = existsSync(places.env) ? ['--env-file', places.env] : [];
  return ['compose', '-p', projectName, ...settings, '-f', file, ...args];
}

/** Runs `docker compose` with its output shown. The settings come from the file: what is set here would win over it. */
async function compose(args: readonly string[], env: SystemEnv): Promise<void> {
  const child = spawn('docker', composeArgs(args), {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      ...env,
      DOCKER_BUILDKIT: '1',
      MAIL_USER: `${process.getuid?.()}:${process.getgid?.()}`,
    },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0)
    throw new Error(
      `"docker compose ${args[0]}" failed. Without Docker the system runs with: make up UP_MODE=local`,
    );
}

/** Names of the services that have a running container; with `--all` also of those whose container ended. */
export function composeServices(...flags: readonly '--all'[]): string[] {
  const args = ['ps', ...flags, '--filter', `label=com.docker.compose.project=${projectName}`];
  const format = ['--format', '{{.Label "com.docker.compose.service"}}'];
  const { stdout } = spawnSync('docker', [...args, ...format], { encoding: 'utf8', timeout: 10_000 });
  return (stdout ?? '').split('\n').filter(Boolean);
}

/** Builds the images where code changed, and brings every container to what the file says. */
export async function startCompose(env: SystemEnv): Promise<void> {
  // Otherwise the engine makes it, and as root.
  mkdirSync(places.mails, { recursive: true });
  await compose(['build'], env);
  await compose(['up', '--detach', '--remove-orphans'], env);
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

/** `volumes`: the data as well. */
export async function stopCompose({ volumes }: { volumes: boolean }): Promise<void> {
  const args = ['compose', '-p', projectName, 'down', '--remove-orphans', ...(volumes ? ['--volumes'] : [])];
  const child = spawn('docker', args, { stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('"docker compose down" failed');
}

/** Ends when the reader presses ctrl-C. */
export function followCompose(service: string | undefined): void {
  const args = composeArgs(['logs', '--follow', '--tail', '50', ...(service ? [service] : [])]);
  spawnSync('docker', args, { stdio: 'inherit' });
}
