import assert from 'node:assert/strict';
import { statement, type Database } from '@feed/store/postgres/database';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { run } from '../support/run.js';

const insert = statement<{ id: string }>(
  'test.insert',
  `INSERT INTO tasks (kind, payload, state, dedup_key, attempts, last_error, finished_at)
   VALUES ($1, '{"userId":"7"}', $2::task_state, $3, 10, $4, CASE WHEN $2 IN ('dead', 'done') THEN now() END)
   RETURNING id`,
);
const clear = statement('test.clear', 'TRUNCATE tasks');

describe('feedctl tasks', () => {
  let server: TestDatabase, database: Database, owner: Database, env: NodeJS.ProcessEnv;
  before(async () => {
    server = await testDatabase();
    database = server.open();
    owner = server.openOwner();
    env = { ...server.env };
  });
  after(() => server.drop());
  beforeEach(() => owner.query(clear));

  const task = async (kind: string, state: string, key: string | null = null) => {
    const error = state === 'dead' ? 'Error: no route\n  at somewhere' : null;
    return (await database.query(insert, [kind, state, key, error]))[0]?.id ?? '';
  };
  const tasks = async (...args: string[]) => {
    const { code, stdout } = await run(['tasks', ...args, '--json'], env);
    return { code, result: JSON.parse(stdout) as Record<string, unknown> & { tasks: { id: string }[] } };
  };
  const states = async () =>
    Object.fromEntries((await tasks('list')).result.tasks.map((found) => [found.id, found])) as Record<
      string,
      { state?: string; attempts?: number }
    >;

  it('reports that there are no tasks', async () => {
    assert.deepEqual(await run(['tasks'], env), {
      code: 0,
      stdout: 'There are no unfinished tasks.\n',
      stderr: '',
    });
  });

  it('counts and lists tasks, newest first', async () => {
    const done = await task('welcome-mail', 'done');
    const dead = await task('welcome-mail', 'dead');
    const pending = await task('fan-out-post', 'pending');
    const { result } = await tasks();
    assert.deepEqual(
      result.tasks.map(({ id }) => id),
      [pending, dead, done],
    );
    assert.equal((result['counts'] as unknown[]).length, 2);
    assert.deepEqual((await tasks('--limit', '1', '--below', pending)).result.tasks[0]?.id, dead);
    assert.deepEqual((await tasks('list', '--state', 'pending')).result.tasks.length, 1);
    assert.deepEqual((await tasks('list', '--kind', 'none')).result.tasks, []);
    const { stdout } = await run(['tasks', 'dead'], env);
    assert.match(stdout, /welcome-mail +dead +1\n.*waited for \d+ s\.\n/);
    assert.match(stdout, new RegExp(`\\n${dead} +welcome-mail +dead +10 .*Error: no route\\n$`));
  });

  it('shows one task', async () => {
    const dead = await task('welcome-mail', 'dead');
    const { stdout } = await run(['tasks', 'show', dead], env);
    assert.match(stdout, /state +dead after 10 attempts\npayload +{"userId":"7"}\n/);
    assert.match(stdout, /last error +Error: no route\n +at somewhere\n$/);
    assert.equal((await tasks('show', dead)).result['id'], dead);
    const none = await run(['tasks', 'show', '1'], env);
    assert.equal(none.code, 1);
    assert.match(none.stderr, /NOT_FOUND: there is no task 1/);
  });

  it('redrives dead tasks by id', async () => {
    const dead = [await task('welcome-mail', 'dead'), await task('retention', 'dead')];
    const done = await task('welcome-mail', 'done');
    assert.deepEqual(await tasks('redrive', ...dead), {
      code: 0,
      result: { redriven: dead, superseded: [], notDead: [] },
    });
    const found = await states();
    for (const id of dead) assert.deepEqual([found[id]?.state, found[id]?.attempts], ['pending', 0]);
    const { code, stdout } = await run(['tasks', 'redrive', done], env);
    assert.equal(code, 1);
    assert.match(stdout, new RegExp(`^0 tasks.*\\nNot dead, so unchanged: ${done}.\\n$`));
  });

  it('redrives all tasks of a kind, except those that a pending task supersedes', async () => {
    const mails = [await task('welcome-mail', 'dead'), await task('welcome-mail', 'dead')];
    const other = await task('retention', 'dead');
    const twin = await task('welcome-mail', 'dead', 'same');
    await task('welcome-mail', 'pending', 'same');
    const { result } = await tasks('redrive', '--all', '--kind', 'welcome-mail');
    assert.deepEqual(result, { redriven: mails.reverse(), superseded: [twin], notDead: [] });
    assert.equal((await states())[other]?.state, 'dead');
    assert.match(
      (await run(['tasks', 'redrive', '--all'], env)).stdout,
      /^1 tasks will run again.\n1 stay dead/,
    );
  });

  it('requires ids or --all', async () => {
    for (const args of [[], ['--kind', 'retention'], ['7', '--all'], ['seven']])
      assert.equal((await run(['tasks', 'redrive', ...args], env)).code, 2, args.join(' '));
  });
});
