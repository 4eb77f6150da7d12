import { randomBytes } from 'node:crypto';
import { createClient } from '@feed/cli/commands/smoke/client';
import { mainJob } from '@feed/cli/commands/smoke/main-job';
import type { Steps } from '@feed/cli/system/steps';
import { createSandbox } from './sandbox.js';
import * as parts from './smoke-parts.js';
import { openTunnel, type Tunnel } from './tunnel.js';

export interface Images {
  readonly api: string;
  readonly worker: string;
}

const visibleMs = 60_000;
const requestMs = 15_000;

/** The restrictions of the small hosts and of the restricted profile of Kubernetes; no folder is writable. */
const locked = [
  ...['--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'],
  ...['--memory', '512m', '--memory-swap', '512m', '--pids-limit', '64'],
];

/**
 * Runs both images, restricted, on a network with only a Postgres and a Redis: the main job, the tasks it causes, and the
 * shutdown.
 * @throws CodedError that names what failed
 */
export async function smoke({ api, worker }: Images, { run, say }: Steps): Promise<void> {
  const sandbox = createSandbox();
  const tunnels: Tunnel[] = [];
  const portOf = async (container: string, port: number) => {
    const tunnel = await openTunnel(container, port);
    tunnels.push(tunnel);
    return tunnel.port;
  };
  const start = (name: string, image: string, env: Record<string, string>) =>
    sandbox.start(name, { image, env: { ...parts.settings, ...env }, flags: locked });
  try {
    const postgres = await run('Postgres, Redis', () => parts.startSurroundings(sandbox, api));
    await run('migration', async () => parts.migrate(sandbox, api, locked));
    const services = {
      api: start('api', api, { AUTH_SECRET: randomBytes(32).toString('hex') }),
      worker: start('worker', worker, { MAIL_FROM: 'feed@localhost' }),
    };
    await run('api ready', async () => parts.expectReady(services.api, await portOf(services.api, 9464)));
    await run('worker ready', async () =>
      parts.expectReady(services.worker, await portOf(services.worker, 9465)),
    );
    const url = `http://127.0.0.1:${await portOf(services.api, 4000)}/graphql`;
    const onStep = (step: string) => say(`  ✓ ${step}`);
    await mainJob({ client: createClient(url, requestMs), visibleMs, onStep });
    await run('every task done', () => parts.expectDrained(postgres));
    await run('api ends cleanly', async () => parts.expectCleanEnd(services.api));
    await run('worker ends cleanly', async () => parts.expectCleanEnd(services.worker));
  } finally {
    for (const { close } of tunnels) close();
    sandbox.remove();
  }
}
