import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureRedisServer } from '@feed/local-servers/setup/redis-server';
import { stopSupervisor, supervisorStatus } from '../supervisor/client.js';
import { places } from '../places.js';
import { isReady, until } from '../readiness.js';
import type { Steps } from '../steps.js';
import type { ServiceStatus } from '../supervisor/service.js';
import type { SystemEnv } from '../system-env.js';

const startMs = 90_000;
const shownLogLines = 15;
/** After this many failures in a row, waiting longer is pointless. */
const maxFailures = 5;

const supervisor = fileURLToPath(new URL('../supervisor/main.js', import.meta.url));
const socket = relative(process.cwd(), places.socket);

export const localStatus = () => supervisorStatus(socket);

/** Starts the supervisor, which outlives this process, unless it is already running. */
export async function startLocal(env: NodeJS.ProcessEnv): Promise<void> {
  ensureRedisServer();
  if (await localStatus()) return;
  rmSync(socket, { force: true });
  mkdirSync(places.logs, { recursive: true });
  const log = openSync(join(places.logs, 'supervisor.log'), 'w');
  spawn(process.execPath, [supervisor], {
    env,
    cwd: places.root,
    stdio: ['ignore', log, log],
    detached: true,
  }).unref();
}

/** Whether the services were started before `time`, in milliseconds since 1970. */
export async function startedBefore(time: number): Promise<boolean> {
  const status = await localStatus();
  return status !== undefined && status.startedAt < time;
}

export async function localReady(system: SystemEnv): Promise<boolean> {
  const services = (await localStatus())?.services ?? [];
  const ports = [system['OPS_PORT'], system['WORKER_OPS_PORT']];
  const ready = await Promise.all(ports.map((port) => isReady(Number(port))));
  return ready.every(Boolean) && services.length > 0 && services.every(({ state }) => state === 'running');
}

/** Waits, step by step, until every program runs and both services report that they are ready. */
export async function awaitLocal(system: SystemEnv, steps: Steps): Promise<void> {
  const deadline = Date.now() + startMs;
  const wait = (
    label: string,
    name: string,
    condition: (status: ServiceStatus) => Promise<boolean> | boolean,
  ) => steps.run(label, () => untilService(name, condition, deadline - Date.now()));
  const running = ({ state }: ServiceStatus) => state === 'running';
  const ready = (port: string | undefined) => async (status: ServiceStatus) =>
    running(status) && (await isReady(Number(port)));
  await wait('Postgres, with its schema up to date', 'postgres', running);
  await wait('Redis', 'redis', running);
  await wait('mail catcher', 'mail', running);
  await wait('worker', 'worker', ready(system['WORKER_OPS_PORT']));
  await wait('api', 'api', ready(system['OPS_PORT']));
}

async function untilService(
  name: string,
  condition: (status: ServiceStatus) => Promise<boolean> | boolean,
  ms: number,
): Promise<void> {
  let reason = 'its supervisor does not respond';
  const check = async (): Promise<boolean> => {
    const system = await localStatus().catch(() => undefined);
    const status = system?.services.find((service) => service.name === name);
    if (status === undefined) return false;
    reason = status.reason ?? `it is ${status.state}`;
    if (status.failures >= maxFailures) throw failure(name, reason);
    return condition(status);
  };
  await until(check, ms, () => failure(name, reason));
}

function failure(name: string, reason: string): Error {
  const file = ['supervisor.log', `${name}.log`].map((log) => join(places.logs, log)).findLast(existsSync);
  const text = file === undefined ? '' : readFileSync(file, 'utf8');
  const tail = text.trimEnd().split('\n').slice(-shownLogLines).join('\n  ');
  return new Error(
    `${name} does not start: ${reason}\n\n  ${tail}\n\n` +
      'The supervisor keeps trying in the background. See "make logs"; "make down" stops it.',
  );
}

/** Ends the supervisor and everything it started; the data stays. */
export const stopLocal = () => stopSupervisor(socket);
