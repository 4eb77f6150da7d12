import { startEmbeddedPostgres } from '@feed/local-servers/embedded-postgres';
import { hostLimits } from '@feed/platform/host-limits';
import type { SystemEnv } from '../system-env.js';
import { postgresDirectory } from './postgres-directory.js';
import { prepareDatabase } from './prepare-database.js';
import type { Service } from './service.js';

/** The connections of the small host. Everything else is Postgres's default, so committed data is durable. */
const settings = [`max_connections=${hostLimits.supabase.connections}`];

/** Counts as started once the database exists and is migrated. */
export function postgresService(env: SystemEnv, folder: string): Service {
  return {
    name: 'postgres',
    start: async (log) => {
      const server = await startEmbeddedPostgres({
        directory: postgresDirectory(folder),
        port: Number(env['POSTGRES_PORT']),
        password: env['POSTGRES_PASSWORD'] ?? '',
        settings,
        onOutput: log.write,
      });
      try {
        await prepareDatabase(server.url, env, log);
        return server;
      } catch (error) {
        await server.stop();
        throw error;
      }
    },
  };
}
