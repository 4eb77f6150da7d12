import { createReadinessProbe, type ReadinessProbe } from '@feed/store/postgres/readiness';
import { modelsOf } from '@feed/store/postgres/models/models';
import { patience } from '@feed/testkit/patience';
import { silentLogger } from '@feed/testkit/silent-logger';
import { until } from '@feed/testkit/until';
import { startTestWorker, type TestWorker } from './support/worker.js';

describe('the worker after a database was read-only', function () {
  this.timeout(patience(30_000));
  let worker: TestWorker, probe: ReadinessProbe;
  before(async () => {
    worker = await startTestWorker();
    const { database } = worker.context;
    const options = { database, logger: silentLogger(), draining: () => false, intervalMs: patience(10_000) };
    probe = createReadinessProbe(options);
  });
  after(async () => {
    probe.close();
    await worker.stop();
  });

  it('runs tasks again on the sessions that rejected writes', async () => {
    const user = await modelsOf(worker.server.openOwner()).User.create({
      username: 'ada',
      email: 'ada@example.org',
    });
    await worker.server.alter('SET default_transaction_read_only = on');
    await worker.server.endSessions();
    const state = worker.context.database.watched.state;
    await until('the worker cannot write', () => state.writable === false);
    await worker.server.alter('RESET default_transaction_read_only');
    await until('the worker can write', () => state.writable === true, { ms: 5_000 });
    await worker.run('welcome-mail', { userId: user.id });
  });
});
