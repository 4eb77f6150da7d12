import type { Database } from '@feed/store/postgres/queryable';
import { createReadinessProbe, type ReadinessProbe } from '@feed/store/postgres/readiness';
import { silentLogger } from './silent-logger.js';
import { until } from './until.js';

/** A probe that has found the database ready, and checks it every 200 ms. */
export async function readyProbe(database: Database): Promise<ReadinessProbe> {
  const options = { database, logger: silentLogger(), draining: () => false, intervalMs: 200 };
  const probe = createReadinessProbe(options);
  await until('it is ready', () => probe.current().ready);
  return probe;
}
