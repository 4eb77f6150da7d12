import assert from 'node:assert/strict';
import type pg from 'pg';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { until } from '@feed/testkit/until';
import type { Change } from '../../src/journal/changes.js';
import {
  createJournal,
  type ForgetReason,
  type Journal,
  type JournalOptions,
} from '../../src/journal/journal.js';
import { readJournal } from '../../src/journal/poll.js';
import { journal as journalMigration } from '../../src/postgres/migrations/0005-journal.js';
import { forgetFeeds } from '../../src/feed/epoch.js';
import type { Database, PgClient } from '../../src/postgres/database.js';
import { createMigrator } from '../../src/postgres/migrate.js';
import type { Statement } from '../../src/postgres/statement.js';

const serviceAccess = ({ serviceUrl }: TestDatabase) => ({ url: serviceUrl, pooler: 'none' }) as const;

describe('the journal', () => {
  let server: TestDatabase, database: Database, owner: Database, journal: Journal;
  let heard: Change[], forgotten: ForgetReason[];
  const polls: string[] = [];
  const open = (options: Partial<JournalOptions> = {}): void => {
    [heard, forgotten] = [[], []];
    const listener = {
      apply: (changes: readonly Change[]) => void heard.push(...changes),
      forget: (reason: ForgetReason) => void forgotten.push(reason),
    };
    journal = createJournal({ database, listener, idleMs: 1e9, ...options });
  };
  const run = (sql: string, client?: PgClient): Promise<pg.QueryResult> =>
    client ? client.query(sql) : database.withClient((each) => each.query(sql));
  const runAsOwner = (sql: string) => owner.withClient((each) => each.query(sql));
  const post = (content: string): string =>
    `INSERT INTO posts (author_id, content) SELECT id, '${content}' FROM users`;
  const kinds = async (): Promise<string[]> => {
    heard.length = 0;
    await journal.sync();
    return heard.map(({ kind }) => kind);
  };

  before(async () => {
    server = await testDatabase();
    database = server.open({ events: { ran: (name) => polls.push(name) } });
    owner = server.openOwner();
  });
  beforeEach(async () => {
    await runAsOwner(
      `TRUNCATE users CASCADE; TRUNCATE feed_changes; INSERT INTO users (username) VALUES ('ann')`,
    );
    open();
    await journal.sync();
    assert.deepEqual(forgotten.splice(0), ['first']);
  });
  afterEach(() => journal.close());
  after(() => server.drop());

  it('tells each change once, whatever the order of commits', async () => {
    await database.withClient(async (early) => {
      await run('BEGIN', early);
      await run(post('early'), early);
      await database.withClient(async (late) => {
        await run('BEGIN', late);
        await run(post('late'), late);
        await run('COMMIT', late);
      });
      assert.deepEqual(await kinds(), ['posted'], 'the later transaction, which committed first');
      await run(post('between'));
      assert.deepEqual(await kinds(), ['posted']);
      await run('COMMIT', early);
    });
    assert.deepEqual(await kinds(), ['posted'], 'the transaction that was open at both polls');
    assert.deepEqual(await kinds(), []);
  });

  it('tells nothing of what was rolled back, and once of what a savepoint kept', async () => {
    await database.withClient(async (client) => {
      await run('BEGIN', client);
      await run(post('kept'), client);
      await run('SAVEPOINT one', client);
      await run(post('dropped'), client);
      await run('ROLLBACK TO one', client);
      await run('SAVEPOINT two', client);
      await run(post('kept as well'), client);
      await run('RELEASE two', client);
      assert.deepEqual(await kinds(), []);
      await run('COMMIT', client);
      await run('BEGIN', client);
      await run(post('dropped'), client);
      await run('ROLLBACK', client);
    });
    assert.deepEqual(await kinds(), ['posted', 'posted']);
  });

  it('tells the changes of one row in the order of their commits', async () => {
    await run(post('text'));
    await journal.sync();
    await Promise.all([...Array(20).keys()].map(() => run('UPDATE posts SET like_count = like_count + 1')));
    await kinds();
    assert.deepEqual(
      heard.map(({ likeCount }) => likeCount),
      [...Array(20).keys()].map((n) => n + 1),
    );
  });

  it('asks once for all who wait, and again for those who come later', async () => {
    polls.length = 0;
    await Promise.all([...Array(50)].map(() => journal.sync()));
    assert.deepEqual(polls, ['journal.poll']);
    const first = journal.sync();
    await until('a second poll begins', () => polls.length > 1);
    await Promise.all([first, journal.sync()]);
    assert.equal(polls.length, 3);
  });

  it('tells again what a failed poll could not', async () => {
    await runAsOwner('ALTER TABLE feed_life RENAME TO elsewhere');
    await run(post('text'));
    await assert.rejects(journal.sync());
    await runAsOwner('ALTER TABLE elsewhere RENAME TO feed_life');
    assert.deepEqual(await kinds(), ['posted']);
    assert.deepEqual(forgotten, []);
  });

  it('forgets when the journal was emptied, as a crash does', async () => {
    await runAsOwner('TRUNCATE feed_changes, feed_life');
    await journal.sync();
    assert.deepEqual(forgotten, ['life']);
    await journal.sync();
    assert.deepEqual(forgotten, ['life']);
  });

  it('forgets when only its changes were removed', async () => {
    await run(post('text'));
    await runAsOwner('TRUNCATE feed_changes');
    await journal.sync();
    assert.deepEqual(forgotten, ['life']);
    await run(post('text'));
    assert.deepEqual(await kinds(), ['posted']);
  });

  it('forgets when a dump was restored over it, and tells nothing of what that brought along', async () => {
    await runAsOwner('CREATE TABLE kept AS SELECT * FROM feed_life');
    const migrator = await createMigrator({ url: server.url, services: serviceAccess(server) });
    while ((await migrator.down()) !== journalMigration.name);
    await migrator.up();
    await migrator.close();
    await runAsOwner(`INSERT INTO feed_life SELECT * FROM kept; DROP TABLE kept;
      INSERT INTO feed_changes (tx, kind) VALUES ('1000000000', 'everything')`);
    await Promise.all([readJournal(database, undefined), readJournal(database, undefined)]);
    await run(post('text'));
    await journal.sync();
    assert.deepEqual(forgotten, ['life']);
    await run(post('text'));
    assert.deepEqual(await kinds(), ['posted']);
    assert.deepEqual(forgotten, ['life']);
  });

  it('forgets when it is told to', async () => {
    await database.transaction(forgetFeeds);
    await journal.sync();
    assert.deepEqual(forgotten, ['everything']);
  });

  it('forgets when one statement changed more rows than it names, or a table was truncated', async () => {
    await run(
      `INSERT INTO posts (author_id, content) SELECT id, 'text' FROM users, generate_series(1, 1001)`,
    );
    await journal.sync();
    await runAsOwner('TRUNCATE post_likes');
    await journal.sync();
    assert.deepEqual(forgotten, ['everything', 'everything']);
  });

  it('forgets when it is too far behind', async () => {
    for (let i = 0; i < 21; i += 1)
      await run(
        `INSERT INTO posts (author_id, content) SELECT id, 'text' FROM users, generate_series(1, 1000)`,
      );
    await journal.sync();
    assert.deepEqual(forgotten, ['flood']);
  });

  it('forgets when it has not asked for so long that changes may have been pruned', async () => {
    journal.close();
    open({ trustedMs: 0 });
    await journal.sync();
    await run('SELECT pg_sleep(0.01)');
    await journal.sync();
    assert.deepEqual(forgotten, ['first', 'late']);
  });

  it('forgets when as much time has passed by its own clock, whatever that of the database says', async () => {
    journal.close();
    const query = async <Row>(asked: Statement<Row>, values: readonly unknown[] = []): Promise<Row[]> =>
      (await database.query(asked, values)).map((row) => ({ ...row, at: 0 }));
    open({ database: { query }, trustedMs: 0 });
    await journal.sync();
    await journal.sync();
    assert.deepEqual(forgotten, ['first', 'late']);
  });

  it('asks by itself when it is not asked', async () => {
    journal.close();
    open({ idleMs: 5 });
    await run(post('text'));
    await until('it polls', () => heard.length > 0 || forgotten.length > 0);
    journal.close();
  });
});
