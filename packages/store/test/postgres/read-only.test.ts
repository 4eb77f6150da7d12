import assert from 'node:assert/strict';
import { patience } from '@feed/testkit/patience';
import { silentLogger } from '@feed/testkit/silent-logger';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { until } from '@feed/testkit/until';
import { statement, type Database } from '../../src/postgres/database.js';
import { createReadinessProbe, type ReadinessProbe } from '../../src/postgres/readiness.js';
import { databaseUsage } from '../../src/upkeep/usage.js';

const write = statement<never>('test.write', "UPDATE users SET bio = bio WHERE username = 'x'");
const backend = statement<{ pid: number }>('test.backend', 'SELECT pg_backend_pid() AS pid');

type Outcome = 'written' | (string & {});

describe('a database that was read-only', function () {
  this.timeout(patience(30_000));
  let server: TestDatabase, database: Database, probe: ReadinessProbe | undefined;
  before(async () => {
    server = await testDatabase();
  });
  after(() => server.drop());
  beforeEach(() => {
    database = server.open({ poolMax: 2 });
  });
  afterEach(async () => {
    probe?.close();
    await server.alter('RESET default_transaction_read_only');
    await database.close();
  });

  const outcomeOf = (work: Promise<unknown>): Promise<Outcome> =>
    work.then(
      () => 'written',
      ({ code }: { code: string }) => code,
    );
  const alone = () => outcomeOf(database.query(write));
  const inTransaction = () => outcomeOf(database.transaction((tx) => tx.query(write)));
  const makeReadOnly = async () => {
    await server.alter('SET default_transaction_read_only = on');
    await server.endSessions();
    for (const write of [alone, inTransaction])
      await until('writes are rejected', async () => (await write()) === 'READ_ONLY');
  };

  it('is written again under traffic soon after, although no session was ended', async () => {
    const options = { database, logger: silentLogger(), draining: () => false, intervalMs: patience(60_000) };
    probe = createReadinessProbe(options);
    await makeReadOnly();
    await until('the watch knows', () => database.watched.state.writable === false);
    assert.equal((await databaseUsage(database)).readOnly, true);
    await server.alter('RESET default_transaction_read_only');
    // The sessions that rejected writes stay busy, as they do under load.
    for (const write of [alone, inTransaction])
      await until('writes are accepted', async () => (await write()) === 'written', { ms: 5_000, pollMs: 5 });
    // Until then a statement succeeds or not by the session of the pooler that it happens to get.
    await until('the watch knows', () => database.watched.state.writable === true);
    for (let n = 0; n < 20; n += 1)
      assert.deepEqual(await Promise.all([alone(), inTransaction()]), ['written', 'written']);
    assert.equal((await databaseUsage(database)).readOnly, false);
  });

  it('is not written against the will of the host: a default for new sessions counts', async () => {
    const options = { database, logger: silentLogger(), draining: () => false, intervalMs: 50 };
    probe = createReadinessProbe(options);
    await until('it may be written', () => database.watched.state.writable === true);
    await makeReadOnly();
    await until('the watch knows', () => database.watched.state.writable === false);
    for (const write of [alone, inTransaction]) assert.equal(await write(), 'READ_ONLY');
  });

  it('is written again by a pool without a watch, because no connection that rejects a write is kept', async function () {
    // A pooler keeps its sessions whatever its clients do.
    if (server.env.DATABASE_POOLER === 'transaction') this.skip();
    await makeReadOnly();
    const [before] = await database.query(backend);
    await server.alter('RESET default_transaction_read_only');
    await until('writes are accepted', async () => (await inTransaction()) === 'written', { ms: 5_000 });
    await until('writes are accepted', async () => (await alone()) === 'written', { ms: 5_000 });
    assert.notEqual((await database.query(backend))[0]?.pid, before?.pid);
  });
});
