import assert from 'node:assert/strict';
import { recordedAs } from '@feed/store/feed/recorded';
import { record } from '@feed/events/record';
import type { Timelines } from '@feed/store/feed/timelines';
import { modelsOf } from '@feed/store/postgres/models/models';
import type { Database } from '@feed/store/postgres/queryable';
import { statement } from '@feed/store/postgres/statement';
import { createMemoryWakeup } from '@feed/tasks/memory-wakeup';
import type { Runner } from '@feed/tasks/engine/runner';
import { readConfig } from '@feed/settings/worker';
import { type MailCatcher, mailCatcher } from '@feed/testkit/mail-catcher';
import { silentLogger } from '@feed/testkit/silent-logger';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';
import { type TestRedis, testRedis } from '@feed/testkit/test-redis';
import { until } from '@feed/testkit/until';
import { buildContext } from '../../src/context.js';
import { createTaskRunner } from '../../src/run-tasks.js';
import type { WorkerContext } from '../../src/worker-context.js';

const write = statement<{ id: string }>(
  'test.burst',
  `INSERT INTO posts (author_id, content) SELECT $1, 'text' FROM generate_series(1, 60)
   WHERE ${recordedAs('post.created')} RETURNING id`,
);
const unfinished = statement<{ count: number }>(
  'test.unfinished_fan_outs',
  "SELECT count(*)::int AS count FROM tasks WHERE kind = 'fan-out-post' AND state <> 'done'",
);

describe('a burst of posts by an author with many followers', () => {
  let server: TestDatabase, redis: TestRedis, mail: MailCatcher, context: WorkerContext, runner: Runner;
  let own: Database, timelines: Timelines;
  /** Fan-outs that wait for Redis. */
  const held: (() => void)[] = [];
  let holding = true;
  before(async () => {
    [server, redis, mail] = await Promise.all([testDatabase(), testRedis(), mailCatcher()]);
    const env = { ...server.env, REDIS_URL: redis.url, SMTP_URL: mail.url, SWEEP_INTERVAL: '200' };
    own = server.open();
    const config = readConfig(env);
    timelines = {
      ...{
        size: 10,
        read: async () => undefined,
        exists: async () => false,
        begin: async () => undefined,
        finish: async () => false,
      },
      push: async (viewerIds) => {
        if (holding) await new Promise<void>((done) => void held.push(done));
        return viewerIds.length;
      },
      drop: async () => undefined,
    };
    context = buildContext(config, { timelines, wakeup: createMemoryWakeup(), logger: silentLogger() });
    runner = createTaskRunner(context);
  });
  after(async () => {
    await runner.close(5_000);
    await context.close();
    await Promise.all([server.drop(), redis.stop(), mail.stop()]);
  });

  it('does not keep other tasks waiting', async () => {
    const { User, Follow } = modelsOf(own);
    const { id: author } = await User.create({ username: 'ada' });
    const { id: follower } = await User.create({ username: 'bob', email: 'bob@example.org' });
    await Follow.create({ followerId: follower, followeeId: author });
    const posts = await own.query(write, [author]);
    for (const { id } of posts)
      await own.transaction((tx) => record(tx, { kind: 'post.created', payload: { postId: id } }));
    await runner.start();
    await until('a fan-out is under way', () => held.length > 0);
    await own.transaction((tx) => record(tx, { kind: 'user.registered', payload: { userId: follower } }));
    await until('the mail is sent', () => mail.mails.length === 1);
    assert.equal((await own.query(unfinished))[0]?.count, 60);
    holding = false;
    for (const each of held.splice(0)) each();
    await until('all are fanned out', async () => (await own.query(unfinished))[0]?.count === 0);
  });
});
