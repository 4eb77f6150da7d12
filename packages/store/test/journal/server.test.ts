import assert from 'node:assert/strict';
import { ownPostgres, type OwnPostgres } from '@feed/testkit/own-postgres';
import { patience } from '@feed/testkit/patience';
import { until } from '@feed/testkit/until';
import { createJournal, type Journal } from '../../src/journal/journal.js';
import { createPruner } from '../../src/journal/prune.js';
import { openDatabase, type Database } from '../../src/postgres/database.js';

describe('the journal and its server', function () {
  this.timeout(patience(60_000));
  let server: OwnPostgres, database: Database, journal: Journal;
  const heard: string[] = [];
  const run = async <Row>(sql: string): Promise<Row[]> =>
    (await database.withClient((client) => client.query(sql))).rows as Row[];
  const post = "INSERT INTO posts (author_id, content) SELECT id, 'text' FROM users";
  const kinds = async (): Promise<string[]> => {
    heard.length = 0;
    await journal.sync();
    return [...heard];
  };

  before(async () => {
    server = await ownPostgres(['max_prepared_transactions=2']);
    const limits = { poolMax: 3, statementTimeoutMs: patience(10_000), acquireTimeoutMs: patience(5_000) };
    database = openDatabase({ url: server.url, pooler: 'none', applicationName: 'feed-test', ...limits });
    const listener = {
      apply: (changes: readonly { kind: string }[]) => void heard.push(...changes.map(({ kind }) => kind)),
      forget: (reason: string) => void heard.push(reason),
    };
    journal = createJournal({ database, listener, idleMs: 1e9 });
    await run("INSERT INTO users (username) VALUES ('ann')");
  });
  beforeEach(() => journal.sync());
  after(async () => {
    journal.close();
    await database.close();
    await server.stop();
  });

  it('tells what a prepared transaction wrote once it is committed, and does not prune it before', async () => {
    await run(`BEGIN; ${post}; PREPARE TRANSACTION 'one'`);
    await run(post);
    assert.deepEqual(await kinds(), ['posted']);
    await createPruner(database, 0).prune();
    await run("COMMIT PREPARED 'one'");
    assert.deepEqual(await kinds(), ['posted']);
    assert.deepEqual(await kinds(), []);
  });

  it('makes processes forget after a crash, which empties it', async () => {
    await run(post);
    const [{ pid } = { pid: 0 }] = await run<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    process.kill(pid, 'SIGKILL');
    // Postgres ends all its processes, and recovers.
    await until('it responds again', () =>
      run('SELECT').then(
        () => true,
        () => false,
      ),
    );
    assert.deepEqual(await kinds(), ['life']);
    await run(post);
    assert.deepEqual(await kinds(), ['posted']);
  });

  it('cannot be read on a standby, where memory must not be used', async () => {
    await server.demote();
    await until('it responds again', () =>
      run('SELECT').then(
        () => true,
        () => false,
      ),
    );
    await assert.rejects(journal.sync());
    await assert.rejects(createPruner(database, 0).prune());
    assert.ok(journal.age() > 0);
  });
});
