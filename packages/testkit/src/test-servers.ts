import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@feed/local-servers/embedded-postgres';
import { freePort } from '@feed/local-servers/free-port';
import { startPgBouncer } from '@feed/local-servers/pgbouncer';
import { setSlowness } from './patience.js';
import { createTemplate, serviceUrl } from './test-database.js';

interface Server {
  url: string;
  stop(): Promise<void>;
}

/** The data of a test run need not survive a power cut. */
const fastAndForgetful = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=300',
];

/** How long Postgres and the template take on two idle processors, in milliseconds. */
const idleStartMs = 2_000;
const maxSlowness = 10;

async function startPostgres(): Promise<Server> {
  const parent = mkdtempSync(join(tmpdir(), 'feed-test-'));
  // Started by root, the server runs as another user, who has to get through here.
  chmodSync(parent, 0o755);
  const options = { directory: join(parent, 'postgres'), port: await freePort(), password: 'test' };
  const server = await startEmbeddedPostgres({ ...options, settings: fastAndForgetful });
  const stop = async () => {
    await server.stop();
    rmSync(parent, { recursive: true, force: true });
  };
  return { url: server.url, stop };
}

export interface TestServers {
  /** How many times longer the start took than on an idle machine, from 1 to 10. */
  readonly slowness: number;
  readonly poolerUrl: string | undefined;
  stop(): Promise<void>;
}

/**
 * Starts a Postgres with the template that tests clone, and a PgBouncer in front of it when asked to. How long Postgres and
 * the template take also measures how slow the machine is at present. The address of Postgres and that measure are put
 * into the environment, where this package finds them in this process and its children.
 */
export async function startTestServers({ pooler = false } = {}): Promise<TestServers> {
  const begun = Date.now();
  const postgres = await startPostgres();
  try {
    process.env['TEST_DATABASE_ADMIN_URL'] = postgres.url;
    await createTemplate();
    const slowness = slownessOf(Date.now() - begun);
    setSlowness(slowness);
    const bouncer = pooler ? await startPgBouncer(serviceUrl()) : undefined;
    return {
      slowness,
      poolerUrl: bouncer?.url,
      stop: async () => {
        await bouncer?.stop();
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

const slownessOf = (startMs: number): number =>
  Math.min(maxSlowness, Math.max(1, Math.round((startMs / idleStartMs) * 10) / 10));
