import { ConfigError, readEnv } from '@feed/platform/env';
import { createLogger } from '@feed/platform/logger';
import { waitForSchema } from './wait-for-schema.js';

/**
 * Ends with 0 once the database has the schema of this release: what stands before a service where an orchestrator
 * starts everything at once. It is light, because it also runs on a tenth of a processor.
 */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const config = readEnv(env, (reader) => ({
    url: reader.url('DATABASE_URL', { protocols: ['postgres:', 'postgresql:'] }),
    caFile: reader.optional('DATABASE_CA_FILE'),
    timeoutMs: reader.ms('SCHEMA_TIMEOUT', { default: 300_000, min: 0, max: 3_600_000 }),
    version: reader.str('BUILD_VERSION', { default: '0.0.0' }),
  }));
  const logger = createLogger({ service: 'wait-for-schema', level: 'info', version: config.version });
  await waitForSchema({ ...config, onWait: (reason) => logger.info({ reason }, 'waiting for the schema') });
  logger.info('the schema is there');
}

try {
  await main(process.env);
} catch (error) {
  const text = error instanceof ConfigError ? error.message : (error as Error).message;
  process.stderr.write(`The schema is not there: ${text}\n`);
  process.exitCode = 1;
}
