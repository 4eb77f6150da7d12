import assert from 'node:assert/strict';
import { statement } from '@feed/store/postgres/statement';
import { startTestWorker, type TestWorker } from '../support/worker.js';

const sql = <Row = never>(text: string) => statement<Row>(`test.${text.slice(0, 55)}`, text);

describe('the periodic tasks', () => {
  let worker: TestWorker;
  before(async () => {
    worker = await startTestWorker({ STEP_ROWS: '3' });
  });
  after(() => worker.stop());

  it('find drift in any step of the walk, repair it and count it', async () => {
    const { database } = worker.context;
    await database.query(sql("INSERT INTO users (username) SELECT 'u' || i FROM generate_series(1, 10) i"));
    await database.query(sql("UPDATE users SET posts_count = 5 WHERE username IN ('u1', 'u9')"));
    await worker.run('reconcile-counters', {});
    assert.deepEqual(await database.query(sql('SELECT username FROM users WHERE posts_count <> 0')), []);
    const drift = await worker.samples('counter_drift_total');
    assert.equal(drift['counter_drift_total{counter="users.posts_count"}'], 2);
    assert.equal(drift['counter_drift_total{counter="posts.like_count"}'], 0);
    await worker.run('reconcile-counters', {});
    assert.deepEqual(await worker.samples('counter_drift_total'), drift);
  });

  it('remove everything that is past its time, and count it', async () => {
    const { database } = worker.context;
    await database.query(
      sql(`INSERT INTO idempotency_keys (actor, key, field, request_hash, response, created_at)
           SELECT 'a', i::text, 'f', '', '1', now() - i * interval '1 hour' FROM generate_series(20, 39) i`),
    );
    await worker.run('retention', {});
    const left = await database.query(sql<{ count: string }>('SELECT count(*) FROM idempotency_keys'));
    assert.equal(left[0]?.count, '4');
    const removed = await worker.samples('retention_rows_removed_total');
    assert.equal(removed['retention_rows_removed_total{kind="idempotency_keys"}'], 16);
    assert.equal(removed['retention_rows_removed_total{kind="sessions"}'], 0);
  });

  it('are planned again for later', async () => {
    const planned = await worker.context.database.query(
      sql<{ kind: string; minutes: number }>(
        `SELECT kind, round(extract(epoch FROM run_after - now()) / 60)::int AS minutes FROM tasks
         WHERE state = 'pending' ORDER BY kind`,
      ),
    );
    assert.deepEqual(planned, [
      { kind: 'check-feeds', minutes: 5 },
      { kind: 'reconcile-counters', minutes: 360 },
      { kind: 'retention', minutes: 60 },
    ]);
  });
});
