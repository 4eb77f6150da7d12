import assert from 'node:assert/strict';
import type pg from 'pg';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { until } from '@feed/testkit/until';
import { createJournal, type Journal } from '../../src/journal/journal.js';
import { createPruner } from '../../src/journal/prune.js';
import type { Database, PgClient } from '../../src/postgres/database.js';
import type { Statement } from '../../src/postgres/statement.js';

describe('the pruner of the journal', () => {
  let server: TestDatabase, database: Database, journal: Journal;
  const heard: string[] = [];
  const run = (sql: string, client?: PgClient): Promise<pg.QueryResult> =>
    client ? client.query(sql) : database.withClient((each) => each.query(sql));
  const post = (content: string): string =>
    `INSERT INTO posts (author_id, content) SELECT id, '${content}' FROM users`;
  const rows = async (): Promise<number> => (await run('SELECT FROM feed_changes')).rowCount ?? 0;
  const kinds = async (): Promise<string[]> => {
    heard.length = 0;
    await journal.sync();
    return [...heard];
  };
  const open = async (client: PgClient): Promise<void> => {
    await run('BEGIN', client);
    await run(post('open'), client);
  };

  beforeEach(async () => {
    server = await testDatabase();
    database = server.open();
    await run(`INSERT INTO users (username) VALUES ('ann')`);
    const listener = {
      apply: (changes: readonly { kind: string }[]) => void heard.push(...changes.map(({ kind }) => kind)),
      forget: (reason: string) => void heard.push(reason),
    };
    journal = createJournal({ database, listener, idleMs: 1e9 });
    await journal.sync();
  });
  afterEach(async () => {
    journal.close();
    await server.drop();
  });

  it('never deletes what an open transaction, or one that ended since, has written', async () => {
    const pruner = createPruner(database, 0);
    await database.withClient(async (client) => {
      await open(client);
      await pruner.prune();
      assert.deepEqual(await kinds(), []);
      await run('COMMIT', client);
    });
    // The snapshot is one in which the transaction was open.
    const late = createPruner(database, 0);
    assert.deepEqual(await kinds(), ['posted']);
    await late.prune();
    assert.equal(await rows(), 0);
  });

  it('keeps a row that was written long ago by a transaction that has just ended', async () => {
    let later = 0;
    const query = async <Row>(asked: Statement<Row>, values: readonly unknown[] = []): Promise<Row[]> => {
      const found = await database.query(asked, values);
      return found.map((row) => (asked.name === 'journal.look' ? { ...row, at: Date.now() + later } : row));
    };
    const pruner = createPruner({ query });
    await database.withClient(async (client) => {
      await open(client);
      // A transaction that began later has ended, so the open one is not the last of the snapshot.
      await run(post('later'));
      assert.deepEqual(await kinds(), ['posted']);
      await pruner.prune();
      await run('COMMIT', client);
    });
    later = 1e6;
    await pruner.prune();
    assert.equal(await rows(), 1);
    assert.deepEqual(await kinds(), ['posted']);
    later = 2e6;
    await pruner.prune();
    assert.equal(await rows(), 0);
  });

  it('is not held up by a transaction that stays open', async () => {
    await database.withClient(async (client) => {
      await open(client);
      await run(post('while it is open'));
      await createPruner(database, 0).prune();
      assert.equal(await rows(), 0);
      await run('COMMIT', client);
    });
    assert.equal(await rows(), 1);
  });

  it('keeps a change for as long as a process may trust itself', async () => {
    const pruner = createPruner(database);
    await run(post('text'));
    await pruner.prune();
    await pruner.prune();
    assert.equal(await rows(), 1);
  });

  it('deletes a journal of any size in short statements, next to others', async () => {
    for (let i = 0; i < 3; i += 1)
      await run(`INSERT INTO feed_changes (kind) SELECT 'liked' FROM generate_series(1, 9000)`);
    const sizes = await Promise.all([1, 2, 3].map(() => createPruner(database, 0).prune()));
    assert.equal(await rows(), 0);
    for (const { bytes } of sizes) assert.ok(bytes > 27_000 * 60);
  });

  it('deletes at the next time what it has left to a pruner that failed', async () => {
    const pruner = createPruner(database, 0);
    await run(post('text'));
    await database.withClient(async (client) => {
      await run('BEGIN; DELETE FROM feed_changes', client);
      await pruner.prune();
      await run('ROLLBACK', client);
    });
    assert.equal(await rows(), 1);
    await pruner.prune();
    assert.equal(await rows(), 0);
  });

  it('says how far back the journal reaches: since the last snapshot up to which it was pruned', async () => {
    const created = performance.now();
    const pruner = createPruner(database, 0);
    const ready = performance.now();
    await database.ping();
    assert.ok(pruner.reachMs() >= performance.now() - ready - 1);
    assert.ok(pruner.reachMs() <= performance.now() - created);
    const began = performance.now();
    await pruner.prune();
    assert.ok(pruner.reachMs() <= performance.now() - began);
  });

  it('estimates the rows', async () => {
    await run(post('text'));
    const pruner = createPruner(database);
    await until('statistics arrive', async () => (await pruner.prune()).rows > 0);
  });
});
