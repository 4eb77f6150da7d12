import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@feed/local-servers/embedded-postgres';
import { freePort } from '@feed/local-servers/free-port';
import { startPgBouncer } from '@feed/local-servers/pgbouncer';

interface Server {
  url: string;
  stop(): Promise<void>;
}

/** Nothing of a test run has to survive a power cut. */
const fastAndForgetful = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=300',
];

async function startPostgres(): Promise<Server> {
  const parent = mkdtempSync(join(tmpdir(), 'feed-test-'));
  // As root the server runs as another user, who has to get through here.
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
  /** Of Postgres, as its superuser. */
  adminUrl: string;
  poolerUrl?: string;
}

/** Starts what the tests need, and takes it away again whatever `work` does. */
export async function withServers<T>(
  pooler: boolean,
  work: (servers: TestServers) => Promise<T>,
): Promise<T> {
  const postgres = await startPostgres();
  try {
    if (!pooler) return await work({ adminUrl: postgres.url });
    const bouncer = await startPgBouncer(postgres.url);
    try {
      return await work({ adminUrl: postgres.url, poolerUrl: bouncer.url });
    } finally {
      await bouncer.stop();
    }
  } finally {
    await postgres.stop();
  }
}
