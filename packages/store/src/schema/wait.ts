import { readEnv } from '@feed/platform/env';
import { createLogger } from '@feed/platform/logger';
import { readCaFile, readDatabaseUrl, readPooler } from '../postgres/settings.js';
import { waitForSchema } from './wait-for-schema.js';

/** Waits for the schema of this release; runs before a service where an orchestrator starts everything at the same time. */
export async function wait(env: NodeJS.ProcessEnv): Promise<void> {
  const config = readEnv(env, (reader) => ({
    url: readDatabaseUrl(reader, 'DATABASE_URL', readPooler(reader)),
    caFile: readCaFile(reader),
    timeoutMs: reader.ms('SCHEMA_TIMEOUT', { default: 300_000, min: 0, max: 3_600_000 }),
    version: reader.str('BUILD_VERSION', { default: '0.0.0' }),
  }));
  const logger = createLogger({ service: 'wait-for-schema', level: 'info', version: config.version });
  await waitForSchema({ ...config, onWait: (reason) => logger.info({ reason }, 'waiting for the schema') });
  logger.info('the schema is ready');
}
