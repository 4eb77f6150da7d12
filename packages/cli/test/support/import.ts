import type { Database } from '@feed/store/postgres/queryable';
import { testDatabase } from '@feed/testkit/test-database';
import { type Directory, temporaryDirectory } from './files.js';

/** A database to import into, and a directory for the files. */
export interface ImportSetup {
  database: Database;
  directory: Directory;
  env: NodeJS.ProcessEnv;
  remove(): Promise<void>;
}

export async function importSetup(): Promise<ImportSetup> {
  const server = await testDatabase();
  const directory = temporaryDirectory();
  return {
    database: server.open(),
    directory,
    env: { DATABASE_URL: server.url },
    remove: async () => {
      directory.remove();
      await server.drop();
    },
  };
}
