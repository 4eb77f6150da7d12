import { join } from 'node:path';
import { hostLimits } from '@feed/platform/host-limits';
import { mailDirectory } from '@feed/local-servers/mail-catcher/folder';
import { startProcess } from '@feed/local-servers/local-process';
import { startRedis } from '@feed/local-servers/redis';
import { catcherUrl, type SystemEnv } from '../system-env.js';
import { createGate } from './gate.js';
import { postgresService } from './postgres.js';
import type { Service } from './service.js';

/** The value in the api's image: it keeps a busy process small and leaves room for 64 requests in progress. */
const apiNodeOptions = '--max-semi-space-size=16';
/** The services end within 25 s by themselves. */
const killAfterMs = 28_000;

export interface ServicesOptions {
  env: SystemEnv;
  /** The root folder of the checkout. */
  root: string;
  postgresFolder: string;
}

/** Everything that runs in local mode, in the order of starting. */
export function localServices({ env, root, postgresFolder }: ServicesOptions): Service[] {
  const service = (name: string) => programOf(join(root, 'services', name), Boolean(env['UP_DEV']));
  const node = (name: string, args: string[], extra: Record<string, string | undefined>): Service => ({
    name,
    start: (log) =>
      startProcess({
        command: process.execPath,
        args,
        env: { ...withoutOwner({ ...process.env, ...env }), ...extra },
        cwd: root,
        onOutput: log.write,
        endSignal: 'TERM',
        killAfterMs,
      }),
  });
  const host = { HOST: env['BIND_ADDRESS'] };
  const migrated = createGate();
  return [
    migrated.opensWith(postgresService(env, postgresFolder)),
    redisService(env),
    node('mail', [join(root, 'packages/local-servers/dist/mail-catcher/main.js')], {}),
    migrated.delays(
      node('worker', service('worker'), {
        ...host,
        OPS_PORT: env['WORKER_OPS_PORT'],
        BUILD_VERSION: process.env['WORKER_VERSION'],
      }),
    ),
    migrated.delays(
      node('api', service('api'), {
        ...host,
        // The page offers to log in as this account.
        DEMO_PASSWORD: env['DEMO_PASSWORD'],
        // The drain delay gives a load balancer time to notice the end, and there is none here.
        DRAIN_DELAY_MS: '0',
        NODE_OPTIONS: [process.env['NODE_OPTIONS'], apiNodeOptions].filter(Boolean).join(' '),
        BUILD_VERSION: process.env['API_VERSION'],
        MAIL_DIR: env['SMTP_URL'] === catcherUrl(env['MAIL_PORT']) ? mailDirectory(process.env) : undefined,
      }),
    ),
  ];
}

/** Node's arguments for a service. From its sources it restarts when a file that it imports changes. */
const programOf = (folder: string, fromSource: boolean): string[] =>
  fromSource
    ? ['--watch', '--conditions=source', '--import', 'tsx', join(folder, 'src', 'main.ts')]
    : [join(folder, 'dist', 'main.js')];

/** The services do not get the passwords of the superuser and of other programs. */
function withoutOwner({
  MIGRATION_DATABASE_URL: _url,
  POSTGRES_PASSWORD: _password,
  GRAFANA_PASSWORD: _grafana,
  DEMO_PASSWORD: _demo,
  ...rest
}: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return rest;
}

function redisService(env: SystemEnv): Service {
  const settings = { maxclients: `${hostLimits.rediscloud.connections}` };
  const port = Number(env['REDIS_PORT']);
  return { name: 'redis', start: (log) => startRedis({ port, settings, onOutput: log.write }) };
}
