import assert from 'node:assert/strict';
import { CodedError } from '@feed/platform/errors';
import { openPool, type Pool } from '../../src/postgres/pool.js';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';

const failed = (error: unknown): Error => new Error('no connection', { cause: error });

describe('pool', () => {
  let server: TestDatabase, pool: Pool;
  before(async () => {
    server = await testDatabase();
  });
  after(() => server.drop());
  beforeEach(() => {
    pool = openPool({
      url: server.env.DATABASE_URL,
      pooler: server.env.DATABASE_POOLER,
      poolMax: 1,
      statementTimeoutMs: 5_000,
      acquireTimeoutMs: 1_000,
      applicationName: 'pool-test',
    });
  });
  afterEach(() => pool.close());

  it('counts its connections', async () => {
    assert.deepEqual(pool.stats(), { size: 0, max: 1, active: 0, waiting: 0 });
    await pool.lend(async () => {
      const waiting = pool.lend(async () => undefined, failed);
      assert.deepEqual(pool.stats(), { size: 1, max: 1, active: 1, waiting: 1 });
      void waiting;
    }, failed);
    await pool.lend(async () => undefined, failed);
    assert.deepEqual(pool.stats(), { size: 1, max: 1, active: 0, waiting: 0 });
  });

  it('says when it has no connection to lend', async () => {
    await pool.lend(async () => {
      await assert.rejects(
        pool.lend(async () => undefined, failed),
        /no connection/,
      );
    }, failed);
  });

  it('keeps a connection whose statement was rejected, and closes one after any other failure', async () => {
    const clientOf = () => pool.lend(async (client) => client, failed);
    const first = await clientOf();
    await assert.rejects(pool.lend((client) => client.query('SELECT nonsense'), failed));
    assert.equal(await clientOf(), first);
    await assert.rejects(
      pool.lend(() => Promise.reject(new Error('unknown')), failed),
      /unknown/,
    );
    assert.notEqual(await clientOf(), first);
  });

  it('lends the connection of a transaction, and takes it back after its end', async () => {
    const transaction = await pool.begin();
    const inside = async () => {
      const { rows } = await transaction.client.query('SELECT now() = statement_timestamp() AS first');
      return rows.length;
    };
    assert.equal(await inside(), 1);
    assert.equal(pool.stats().active, 1);
    await transaction.commit();
    await transaction.rollBack();
    assert.equal(pool.stats().active, 0);
    const other = await pool.begin();
    assert.equal(other.client, transaction.client);
    await other.rollBack();
    assert.equal(pool.stats().active, 0);
  });

  it('does not wait for a statement without a reader before it ends a transaction', async () => {
    const transaction = await pool.begin();
    const running = transaction.client.query('SELECT pg_sleep(60)');
    const cause = new Error('Query read timeout');
    await transaction.rollBack(new CodedError('TIMEOUT', 'too slow', { cause }));
    await assert.rejects(running, /terminated/);
    assert.equal(pool.stats().size, 0);
  });
});
