import { ConfigError, readEnv } from '@feed/platform/env';
import { createLogger } from '@feed/platform/logger';
import { createMigrator } from '@feed/store/postgres/migrate';

/**
 * Brings the schema up to date and ends: the job that a rollout runs before its services. It is in the api's image
 * so that a release is complete without a third image; the api itself never migrates.
 */
async function migrate(env: NodeJS.ProcessEnv): Promise<void> {
  const protocols = ['postgres:', 'postgresql:'];
  const config = readEnv(env, (reader) => ({
    // The advisory lock is lost behind a pooler in transaction mode, so there it takes a direct URL.
    url: reader.url(reader.has('MIGRATION_DATABASE_URL') ? 'MIGRATION_DATABASE_URL' : 'DATABASE_URL', {
      protocols,
    }),
    caFile: reader.optional('DATABASE_CA_FILE'),
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

/** A wrong password, say, is only in what the driver said. */
function withCauses(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\nbecause of ${withCauses(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

try {
  await migrate(process.env);
} catch (error) {
  const text = error instanceof ConfigError ? error.message : withCauses(error);
  process.stderr.write(`The migration failed: ${text}\n`);
  process.exitCode = 1;
}
