import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@feed/local-servers/embedded-postgres';
import { freePort } from '@feed/local-servers/free-port';
import { createMigrator } from '@feed/store/postgres/migrate';

/** A Postgres that one test file has for itself, because it does to it what the others would not survive. */
export interface OwnPostgres {
  /** A migrated database on it. */
  readonly url: string;
  /** Stops every process of the server, as a machine that hangs would. */
  freeze(): void;
  thaw(): void;
  /** Starts it again as a standby: at the same address, without a primary. */
  demote(): Promise<void>;
  /** Ends it, and its data. */
  stop(): Promise<void>;
}

/** Starts a server with a migrated database. */
export async function ownPostgres(): Promise<OwnPostgres> {
  const parent = mkdtempSync(join(tmpdir(), 'feed-own-'));
  // Started by root, the server runs as another user, who has to get through here.
  chmodSync(parent, 0o755);
  const options = { directory: join(parent, 'postgres'), port: await freePort(), password: 'test' };
  const start = () => startEmbeddedPostgres({ ...options, settings: ['fsync=off', 'max_connections=60'] });
  let server = await start();
  const migrator = await createMigrator({ url: server.url });
  await migrator.up();
  await migrator.close();
  const signal = (name: NodeJS.Signals): void => family(server.pid).forEach((pid) => process.kill(pid, name));
  return {
    url: server.url,
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    demote: async () => {
      await server.stop();
      writeFileSync(join(options.directory, 'standby.signal'), '');
      server = await start();
    },
    stop: async () => {
      signal('SIGCONT');
      await server.stop();
      rmSync(parent, { recursive: true, force: true });
    },
  };
}

/** The process, and its children. */
function family(pid: number): number[] {
  const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', `${pid}`], { encoding: 'utf8' });
  return [pid, ...stdout.trim().split(/\s+/).filter(Boolean).map(Number)];
}
