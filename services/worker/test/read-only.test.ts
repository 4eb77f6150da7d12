import { createReadinessProbe, type ReadinessProbe } from '@feed/store/postgres/readiness';
import { modelsOf } from '@feed/store/postgres/models/models';
import { statement, type Database } from '@feed/store/postgres/database';
import { patience } from '@feed/testkit/patience';
import { silentLogger } from '@feed/testkit/silent-logger';
import { until } from '@feed/testkit/until';
import { startTestWorker, type TestWorker } from './support/worker.js';

const endSessions = statement(
  'test.end',
  'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
);

describe('the worker after a database was read-only', function () {
  this.timeout(patience(30_000));
  let worker: TestWorker, admin: Database, probe: ReadinessProbe;
  before(async () => {
    worker = await startTestWorker();
    admin = worker.server.open({ url: worker.server.url, pooler: 'none', poolMax: 1 });
    const { database } = worker.context;
    const options = { database, logger: silentLogger(), draining: () => false, intervalMs: patience(10_000) };
    probe = createReadinessProbe(options);
  });
  after(async () => {
    probe.close();
    await worker.stop();
  });

  const alter = (change: string) =>
    admin.withClient((client) =>
      client.query(`ALTER DATABASE ${new URL(worker.server.url).pathname.slice(1)} ${change}`),
    );

  it('runs tasks again on the sessions that rejected writes', async () => {
    const user = await modelsOf(admin).User.create({ username: 'ada', email: 'ada@example.org' });
    await alter('SET default_transaction_read_only = on');
    await admin.query(endSessions);
    const state = worker.context.database.watched.state;
    await until('the worker cannot write', () => state.writable === false);
    await alter('RESET default_transaction_read_only');
    await until('the worker can write', () => state.writable === true, { ms: 5_000 });
    await worker.run('welcome-mail', { userId: user.id });
  });
});
