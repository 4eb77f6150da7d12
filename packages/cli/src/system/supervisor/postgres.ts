import { startEmbeddedPostgres } from '@feed/local-servers/embedded-postgres';
import type { SystemEnv } from '../system-env.js';
import { postgresDirectory } from './postgres-directory.js';
import { prepareDatabase } from './prepare-database.js';
import type { Service } from './service.js';

/** Connections as the small host has them. What else is Postgres's default, so what is committed is kept. */
const settings = ['max_connections=60'];

/** Counts as running once the database is there and migrated. */
export function postgresService(env: SystemEnv, folder: string): Service {
  return {
    name: 'postgres',
    start: async (log) => {
      const server = await startEmbeddedPostgres({
        directory: postgresDirectory(folder),
        port: Number(env['POSTGRES_PORT']),
        password: env['POSTGRES_PASSWORD'] ?? '',
        settings,
        onLog: (text) => log.write(text),
      });
      try {
        await prepareDatabase(server.url, env['DATABASE_URL'] ?? '', log);
        return server;
      } catch (error) {
        await server.stop();
        throw error;
      }
    },
  };
}
