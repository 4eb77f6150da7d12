import assert from 'node:assert/strict';
import { auditLog } from '@feed/store/operators/audit/reads';
import { statement, type Database } from '@feed/store/postgres/database';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { testRedis, type TestRedis } from '@feed/testkit/test-redis';
import { temporaryDirectory, type Directory } from '../support/files.js';
import { run } from '../support/run.js';

const insertTask = statement<{ id: string }>(
  'test.insert_task',
  `INSERT INTO tasks (kind, payload, state) VALUES ('mail', '{}', $1::task_state) RETURNING id`,
);
const anyone = statement<{ id: string }>('test.anyone', 'SELECT min(id) AS id FROM users');
/** A row that no timeline and no count knows of. */
const unseen = statement(
  'test.unseen',
  `INSERT INTO posts (author_id, content) SELECT followee_id, 'x' FROM follows
   WHERE follower_id = $1 AND set_config('feed.recorded', 'post.created', true) IS NOT NULL LIMIT 1`,
);

describe('commands that change something', () => {
  let server: TestDatabase, redis: TestRedis, database: Database, directory: Directory;
  let env: NodeJS.ProcessEnv;
  before(async () => {
    [server, redis] = await Promise.all([testDatabase(), testRedis()]);
    database = server.open();
    directory = temporaryDirectory();
    const AUTH_SECRET = 'a secret of the test that is long enough';
    env = { DATABASE_URL: server.url, REDIS_URL: redis.url, AUTH_SECRET };
  });
  after(async () => {
    directory.remove();
    await Promise.all([server.drop(), redis.stop()]);
  });

  /** Runs a command. @returns the entries that it added to the audit log */
  const audited = async (...args: string[]) => {
    const log = async () => (await auditLog(database, {}, { first: 100 }, { bio: false })).items;
    const before = (await log()).length;
    const { code, stderr } = await run(args, env);
    assert.equal(code, 0, stderr);
    const added = (await log()).reverse().slice(before);
    return added.map(({ actorId, action, targetType, targetId, detail }) => {
      const { operator, ...rest } = detail as { operator: string };
      assert.ok(actorId === null && operator.length > 0);
      return [action, targetType, targetId, rest];
    });
  };
  const task = async (state: string) => (await database.query(insertTask, [state]))[0]?.id ?? '';

  it('are in the audit log', async () => {
    const edges = directory.write('graph.txt', '1 2\n2 3\n3 1\n');
    const counts = { users: 3, follows: 3, posts: 0, comments: 0, likes: 0 };
    assert.deepEqual(await audited('import', '--edges', edges), [
      ['data.import', 'system', '', { command: 'import', ...counts }],
    ]);
    const tokens = ['tokens', '--users', '2', '--out', `${directory.path}/tokens.txt`];
    assert.deepEqual(await audited(...tokens), [
      ['tokens.issue', 'system', '', { accounts: 2, lifeSeconds: 3600 }],
    ]);
    const [dead, pending] = [await task('dead'), await task('pending')];
    assert.deepEqual(await audited('tasks', 'redrive', dead), [
      ['task.retry', 'task', dead, { kind: 'mail' }],
    ]);
    assert.deepEqual(await audited('tasks', 'bury', pending), [
      ['task.bury', 'task', pending, { kind: 'mail' }],
    ]);
    const user = (await database.query(anyone))[0]?.id ?? '';
    assert.deepEqual(await audited('rebuild', '--all', '--warm'), [['feeds.rebuild', 'system', '', {}]]);
    assert.deepEqual(await audited('verify', '--repair', '--patience', '0'), []);
    await database.query(unseen, [user]);
    assert.deepEqual(await audited('verify', '--repair', '--patience', '0'), [
      ['feed.repair', 'system', '', { feeds: 1 }],
    ]);
    assert.deepEqual(await audited('rebuild', '--user', user), [['feed.rebuild', 'feed', user, {}]]);
    const seeded = await audited('seed', '--users', '3');
    assert.deepEqual(
      seeded.map(([action]) => action),
      ['data.import'],
    );
  });

  it('and those that only look are not', async () => {
    for (const args of [['tasks'], ['verify'], ['tasks', 'dead']])
      assert.deepEqual(await audited(...args), [], args.join(' '));
  });
});
