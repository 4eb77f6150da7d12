import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@feed/store/postgres/database';
import { silentLogger } from '@feed/testkit/silent-logger';
import { createKueConsumer } from '../../src/kue.js';
import { createRunner } from '../../src/engine/runner.js';
import { leaveEffect, registryWith } from './effects.js';

/** A worker to be killed: `worker-process.ts DATABASE_URL POOLER REDIS_URL`. It ends by itself after SIGTERM. */
const [url = '', pooler, redisUrl = ''] = process.argv.slice(2);
const concurrency = 6;
const logger = silentLogger();
const database = openDatabase({
  ...{ url, pooler: pooler === 'transaction' ? 'transaction' : 'none', logger },
  ...{ poolMax: concurrency + 2, statementTimeoutMs: 5_000, acquireTimeoutMs: 2_000 },
  applicationName: 'feed-test-worker',
});
const wakeup = createKueConsumer({ redisUrl, clientName: 'test', onError: () => undefined });
const runner = createRunner({
  ...{ database, wakeup, logger, concurrency },
  ...{ leaseSeconds: 1, sweepIntervalMs: 200, runTimeoutMs: 10_000 },
  context: undefined,
  registry: registryWith(async (payload, run) => {
    await leaveEffect(payload, run);
    // A worker killed here has written its effect but not committed it.
    await sleep(Math.random() * 10);
  }),
});
process.once('SIGTERM', () => {
  void runner
    .close(5_000)
    .then(() => wakeup.close())
    .then(() => database.close());
});
await runner.start();
