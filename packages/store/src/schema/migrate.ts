import { readEnv } from '@feed/platform/env';
import { createLogger } from '@feed/platform/logger';
import { readCaFile, readMigrationAccess } from '../postgres/settings.js';
import { createMigrator } from '../postgres/migrate.js';

/** Brings the schema up to date. A rollout runs this as a job before its services, which never migrate themselves. */
export async function migrate(env: NodeJS.ProcessEnv): Promise<void> {
  const config = readEnv(env, (reader) => ({
    ...readMigrationAccess(reader),
    caFile: readCaFile(reader),
    version: reader.str('BUILD_VERSION', { default: '0.0.0' }),
  }));
  const logger = createLogger({ service: 'migrate', level: 'info', version: config.version });
  const migrator = await createMigrator({ ...config, logger });
  try {
    const applied = await migrator.up();
    logger.info({ applied }, 'the schema is up to date');
  } finally {
    await migrator.close();
  }
}
