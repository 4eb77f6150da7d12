import assert from 'node:assert/strict';
import { runInScope } from '@feed/platform/request-context';
import { statement, type Database } from '@feed/store/postgres/database';
import { neededSchema } from '@feed/store/postgres/migrations/all';
import { enqueue } from '@feed/tasks/enqueue';
import { createKueProducer } from '@feed/tasks/kue';
import type { WakeupProducer } from '@feed/tasks/wakeup';
import { patience } from '@feed/testkit/patience';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';
import { type TestRedis, testRedis } from '@feed/testkit/test-redis';
import request from 'supertest';
import { type MailCatcher, mailCatcher } from '@feed/testkit/mail-catcher';
import { startWorkerProcess, type WorkerProcess } from './support/process.js';
import { until } from '@feed/testkit/until';
import { modelsOf } from '@feed/store/postgres/models/models';

const taskRow = statement<{ state: string; attempts: number }>(
  'test.task',
  'SELECT state, attempts FROM tasks WHERE id = $1',
);

const takeMigrations = statement('test.take_migrations', 'DELETE FROM schema_migrations WHERE name >= $1');
const putMigration = statement('test.put_migration', 'INSERT INTO schema_migrations (name) VALUES ($1)');

describe('the worker as a process', function () {
  // Starting a process takes its time on a busy machine, and one test starts two.
  this.timeout(patience(60_000));
  let server: TestDatabase, database: Database, redis: TestRedis, mail: MailCatcher, wakeup: WakeupProducer;
  let started: WorkerProcess[] = [];
  before(async () => {
    [server, redis, mail] = await Promise.all([testDatabase(), testRedis(), mailCatcher()]);
    database = server.open();
    wakeup = createKueProducer({
      redisUrl: redis.url,
      clientName: 'test',
      hintIntervalMs: 0,
      onError: () => undefined,
    });
  });
  afterEach(() => {
    for (const { child } of started) child.kill('SIGKILL');
    started = [];
    mail.mode = 'accept';
    mail.mails.length = 0;
  });
  after(async () => {
    await wakeup.close();
    await Promise.all([server.drop(), redis.stop(), mail.stop()]);
  });

  const start = (env: Record<string, string> = {}): WorkerProcess => {
    const urls = { ...server.env, REDIS_URL: redis.url, SMTP_URL: mail.url };
    const worker = startWorkerProcess({ ...urls, ...env });
    started.push(worker);
    return worker;
  };
  const greet = async (): Promise<string> => {
    const name = `u${Math.random()}`;
    const user = await modelsOf(database).User.create({ username: name, email: `${name}@example.org` });
    const id = await runInScope({ requestId: 'seen-1' }, () =>
      database.transaction((tx) => enqueue(tx, { name: 'welcome-mail' }, { userId: user.id })),
    );
    await wakeup.hint({ kind: 'events' });
    return id;
  };
  const task = async (id: string) => (await database.query(taskRow, [id]))[0];

  it('is woken through Redis, reports, and shuts down in order', async () => {
    const worker = start({ SWEEP_INTERVAL: '600s' });
    const ops = await worker.ops();
    await worker.line(({ msg }) => msg === 'readiness');
    await request(ops).get('/readyz').expect(200);
    await worker.line(({ msg, outcome }) => msg === 'task' && outcome === 'done');
    const id = await greet();
    const line = await worker.line(({ msg, task_id }) => msg === 'task' && task_id === id);
    assert.equal(line.request_id, 'seen-1');
    assert.equal(mail.mails.length, 1);
    hasMetrics((await request(ops).get('/metrics')).text);
    worker.child.kill('SIGTERM');
    assert.deepEqual(await worker.ended(), [0, null]);
    assert.deepEqual(
      worker.lines.filter(({ level }) => level !== 'info'),
      [],
    );
  });

  it('leaves tasks alone until the schema is as new as its statements need', async () => {
    await server.openOwner().query(takeMigrations, [neededSchema]);
    const id = await greet();
    const worker = start({ SWEEP_INTERVAL: '200ms' });
    await worker.line(({ msg, checks }) => msg === 'readiness' && /needs/.test(checks?.schema ?? ''));
    assert.deepEqual(await task(id), { state: 'pending', attempts: 0 });
    await server.openOwner().query(putMigration, [neededSchema]);
    await until('the task is done', async () => (await task(id))?.state === 'done');
    assert.equal((await task(id))?.attempts, 1);
  });

  function hasMetrics(text: string): void {
    for (const sample of [
      'taskqueue_jobs{queue="welcome-mail",state="pending"} 0',
      'taskqueue_oldest_pending_age_seconds ',
      'taskqueue_task_duration_seconds_count{task="welcome-mail",outcome="done"} 1',
      'taskqueue_task_duration_seconds_count{task="welcome-mail",outcome="dead"} 0',
      'taskqueue_task_wait_seconds_count ',
      'taskqueue_redispatched_total{reason="expired_lease"} 0',
      'feed_post_visible_lag_seconds_count 0',
      'db_read_only 0',
      'redis_maxmemory_policy_info{policy="noeviction"} 1',
      'report_last_success_timestamp_seconds{report="redis"} 1',
      'counter_drift_total{counter="users.followers_count"} 0',
      'db_client_operation_duration_seconds_count{operation="tasks"} ',
      'pg_pool_max 3',
      'pg_pool_size ',
      'pg_pool_waiting_connections 0',
      'redis_client_connected 1',
      'host_budget_ratio{host="render",resource="memory_bytes"} 0.',
      'app_build_info{service="worker"',
      'process_resident_memory_bytes ',
    ]) {
      assert.ok(text.includes(sample), `${sample} is missing`);
    }
  }

  it('is no longer ready after SIGTERM, and finishes the running task', async () => {
    mail.mode = 'hang';
    const worker = start();
    const ops = await worker.ops();
    const id = await greet();
    await until('the task is taken', async () => (await task(id))?.state === 'running');
    worker.child.kill('SIGTERM');
    await worker.line(({ msg }) => msg === 'shutting down');
    const { body } = await request(ops).get('/readyz').expect(503);
    assert.equal(body.checks.lifecycle, 'draining');
    mail.release();
    assert.deepEqual(await worker.ended(), [0, null]);
    assert.deepEqual(await task(id), { state: 'done', attempts: 1 });
    assert.equal(mail.mails.length, 1);
  });

  it('hands back what does not finish in time, and still exits with 0', async () => {
    mail.mode = 'hang';
    const worker = start({ SHUTDOWN_GRACE: '100ms' });
    await worker.ops();
    const id = await greet();
    await until('the task is taken', async () => (await task(id))?.state === 'running');
    worker.child.kill('SIGTERM');
    assert.deepEqual(await worker.ended(), [0, null]);
    assert.deepEqual(await task(id), { state: 'pending', attempts: 0 });
  });

  it('loses nothing to kill -9: the next worker completes the task', async () => {
    mail.mode = 'hang';
    const env = { LEASE_SECONDS: '3', SWEEP_INTERVAL: '200ms' };
    const first = start(env);
    await first.ops();
    const id = await greet();
    await until('the task is taken', async () => (await task(id))?.state === 'running');
    first.child.kill('SIGKILL');
    await first.ended();
    mail.mode = 'accept';
    const second = start(env);
    await until('the task is done', async () => (await task(id))?.state === 'done');
    assert.equal((await task(id))?.attempts, 2);
    const ops = await second.ops();
    const { text } = await request(ops).get('/metrics');
    assert.match(text, /^taskqueue_redispatched_total\{reason="expired_lease"\} [1-9]/m);
  });

  it('names every problem of its configuration and exits with 1', async () => {
    const worker = startWorkerProcess({ NODE_ENV: 'production', OPS_PORT: 'x', REDIS_URL: 'http://nowhere' });
    assert.deepEqual(await worker.ended(), [1, null]);
    for (const name of ['DATABASE_URL', 'REDIS_URL', 'OPS_PORT', 'SMTP_URL', 'MAIL_FROM'])
      assert.match(worker.stderr(), new RegExp(name));
  });

  it('starts while Postgres and Redis are unavailable, and stops on SIGTERM', async () => {
    const nowhere = '127.0.0.1:1';
    const worker = start({ DATABASE_URL: `postgres://x@${nowhere}/x`, REDIS_URL: `redis://${nowhere}` });
    const ops = await worker.ops();
    await worker.line(({ msg }) => msg === 'Postgres cannot be reached');
    await request(ops).get('/readyz').expect(503);
    await request(ops).get('/livez').expect(200);
    worker.child.kill('SIGTERM');
    assert.deepEqual(await worker.ended(), [0, null]);
  });
});
