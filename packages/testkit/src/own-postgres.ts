import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@feed/local-servers/embedded-postgres';
import { freePort } from '@feed/local-servers/free-port';
import { createMigrator } from '@feed/store/postgres/migrate';

/** A Postgres for one test file, which stops or changes the server while other tests would need it. */
export interface OwnPostgres {
  /** A migrated database on it. */
  readonly url: string;
  /** Stops every process of the server, as a machine that hangs would. */
  freeze(): void;
  thaw(): void;
  /** Starts it again as a standby: at the same address, without a primary. */
  demote(): Promise<void>;
  /** Stops the server and deletes its data. */
  stop(): Promise<void>;
}

/** Starts a server with a migrated database. @param settings more of them, as on the command line of `postgres` */
export async function ownPostgres(settings: readonly string[] = []): Promise<OwnPostgres> {
  const parent = mkdtempSync(join(tmpdir(), 'feed-own-'));
  // Started by root, the server runs as another user, who has to get through here.
  chmodSync(parent, 0o755);
  const options = { directory: join(parent, 'postgres'), port: await freePort(), password: 'test' };
  const all = ['fsync=off', 'max_connections=60', ...settings];
  const start = () => startEmbeddedPostgres({ ...options, settings: all });
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
  const { status, stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  if (status !== 0) throw new Error('ps does not list the processes');
  const all = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  return [pid, ...all.flatMap(([child, parent]) => (parent === pid && child !== undefined ? [child] : []))];
}
