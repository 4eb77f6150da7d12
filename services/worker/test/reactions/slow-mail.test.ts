import assert from 'node:assert/strict';
import { record } from '@feed/events/record';
import type { Database } from '@feed/store/postgres/queryable';
import { statement } from '@feed/store/postgres/statement';
import { createMemoryWakeup } from '@feed/tasks/memory-wakeup';
import { readConfig } from '@feed/settings/worker';
import { silentLogger } from '@feed/testkit/silent-logger';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';
import { type TestRedis, testRedis } from '@feed/testkit/test-redis';
import type { Runner } from '@feed/tasks/engine/runner';
import { buildContext } from '../../src/context.js';
import { createTaskRunner } from '../../src/run-tasks.js';
import type { WorkerContext } from '../../src/worker-context.js';
import { type MailCatcher, mailCatcher } from '@feed/testkit/mail-catcher';
import { modelsOf } from '@feed/store/postgres/models/models';
import { until } from '@feed/testkit/until';

const one = statement<{ one: number }>('test.one', 'SELECT 1 AS one');
const stateOf = statement<{ state: string }>('test.state_of', 'SELECT state FROM tasks WHERE kind = $1');

describe('a mail server that is slow to respond', () => {
  let server: TestDatabase, redis: TestRedis, mail: MailCatcher, context: WorkerContext, runner: Runner;
  let own: Database;
  before(async () => {
    [server, redis, mail] = await Promise.all([testDatabase(), testRedis(), mailCatcher()]);
    const env = { ...server.env, REDIS_URL: redis.url, SMTP_URL: mail.url, SWEEP_INTERVAL: '200' };
    const database = server.open({ poolMax: 1 });
    const overrides = { database, wakeup: createMemoryWakeup(), logger: silentLogger() };
    context = buildContext(readConfig(env), overrides);
    runner = createTaskRunner(context);
    own = server.open();
  });
  after(async () => {
    mail.release();
    await runner.close(5_000);
    await context.close();
    await Promise.all([server.drop(), redis.stop(), mail.stop()]);
  });

  it('does not occupy the only connection of the pool: statements and other tasks run', async () => {
    mail.mode = 'hang';
    const { id: userId } = await modelsOf(own).User.create({ username: 'ada', email: 'ada@example.org' });
    await own.transaction((tx) => record(tx, { kind: 'user.registered', payload: { userId } }));
    await runner.start();
    await until('the mail server was called', () => mail.hanging > 0);
    assert.deepEqual(await context.database.query(one), [{ one: 1 }]);
    await own.transaction((tx) => record(tx, { kind: 'post.created', payload: { postId: '1' } }));
    const state = async (kind: string) => (await own.query(stateOf, [kind]))[0]?.state;
    await until('another task is done', async () => (await state('fan-out-post')) === 'done');
    assert.equal(await state('welcome-mail'), 'running');
    mail.release();
    await until('the mail is sent', async () => (await state('welcome-mail')) === 'done');
    assert.equal(mail.mails.length, 1);
  });
});
