import { join } from 'node:path';
import type { SystemEnv } from '../system-env.js';
import { createGate } from './gate.js';
import { postgresService } from './postgres.js';
import { startProcess } from './process.js';
import { redisService } from './redis.js';
import type { Service } from './service.js';

/** As in the image of the api: a nursery of this size keeps a busy process small and has room for 64 requests in hand. */
const apiNode = '--max-semi-space-size=16';

export interface ServicesOptions {
  env: SystemEnv;
  root: string;
  postgresFolder: string;
}

/** Everything that runs in local mode, in the order of starting. */
export function localServices({ env, root, postgresFolder }: ServicesOptions): Service[] {
  const node = (name: string, main: string, extra: Record<string, string | undefined>): Service => {
    const args = [join(root, main)];
    const options = { command: process.execPath, args, env: { ...process.env, ...env, ...extra }, cwd: root };
    return { name, start: (log) => startProcess(options, log) };
  };
  const host = { HOST: env['BIND_ADDRESS'] };
  const migrated = createGate();
  return [
    migrated.opens(postgresService(env, postgresFolder)),
    redisService(env, root),
    node('mail', 'packages/local-servers/dist/mail-catcher/main.js', {}),
    migrated.holds(
      node('worker', 'services/worker/dist/main.js', {
        ...host,
        OPS_PORT: env['WORKER_OPS_PORT'],
        BUILD_VERSION: process.env['WORKER_VERSION'],
      }),
    ),
    // Nobody balances load here, so nobody has to be given the time to notice its end.
    migrated.holds(
      node('api', 'services/api/dist/main.js', {
        ...host,
        DRAIN_DELAY_MS: '0',
        NODE_OPTIONS: [process.env['NODE_OPTIONS'], apiNode].filter(Boolean).join(' '),
        BUILD_VERSION: process.env['API_VERSION'],
      }),
    ),
  ];
}
