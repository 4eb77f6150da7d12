import { createMigrator, type Migrator } from '@feed/store/postgres/migrate';
import type { TestDatabase } from '@feed/testkit/test-database';

async function migrating(
  { url, serviceUrl }: TestDatabase,
  work: (migrator: Migrator) => Promise<void>,
): Promise<void> {
  const services = { url: serviceUrl, pooler: 'none' } as const;
  const migrator = await createMigrator({ url, services });
  try {
    await work(migrator);
  } finally {
    await migrator.close();
  }
}

/** Also gives the services' role its rights. */
export const migrateUp = (database: TestDatabase): Promise<void> =>
  migrating(database, async (migrator) => void (await migrator.up()));

/** Reverts the migrations that are newer than `schema`. */
export const migrateDownTo = (database: TestDatabase, schema: string): Promise<void> =>
  migrating(database, async (migrator) => {
    while (((await migrator.executed()).at(-1) ?? '') > schema) await migrator.down();
  });
