import { testDatabase } from '@feed/testkit/test-database';
import { testRedis } from '@feed/testkit/test-redis';
import { startService } from './service-process.js';

export interface Scrapes {
  api: string;
  worker: string;
}

/** The metrics that both services show at `/metrics` once everything that is measured periodically has been measured. */
export async function scrapes(): Promise<Scrapes> {
  const [database, redis] = await Promise.all([testDatabase(), testRedis()]);
  const env = { ...database.env, REDIS_URL: redis.url };
  const [api, worker] = await Promise.all([startService('api', env), startService('worker', env)]);
  try {
    return {
      api: await api.scrapeWith(/^db_schema_version_applied \d/m),
      worker: await worker.scrapeWith(
        ...[/^db_schema_version_applied \d/m, /^host_budget_ratio\{host="rediscloud"/m],
        ...[/^db_read_only/m, /^taskqueue_jobs/m, /^feed_journal_rows/m],
      ),
    };
  } finally {
    await Promise.all([api.kill(), worker.kill()]);
    await Promise.all([database.drop(), redis.stop()]);
  }
}
