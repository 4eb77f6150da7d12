import { createMigrator, type Migrator } from '@feed/store/postgres/migrate';

async function migrating(url: string, work: (migrator: Migrator) => Promise<void>): Promise<void> {
  const migrator = await createMigrator({ url });
  try {
    await work(migrator);
  } finally {
    await migrator.close();
  }
}

export const migrateUp = (url: string): Promise<void> =>
  migrating(url, async (migrator) => void (await migrator.up()));

/** Reverts the migrations that are newer than `schema`. */
export const migrateDownTo = (url: string, schema: string): Promise<void> =>
  migrating(url, async (migrator) => {
    while (((await migrator.executed()).at(-1) ?? '') > schema) await migrator.down();
  });
