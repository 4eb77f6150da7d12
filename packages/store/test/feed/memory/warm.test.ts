import assert from 'node:assert/strict';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import {
  createFeedMemory,
  type FeedMemory,
  type MemoryResult,
} from '../../../src/feed/memory/feed-memory.js';
import { warmFeeds } from '../../../src/feed/memory/warm.js';
import { statement, type Database } from '../../../src/postgres/database.js';

const seed = statement<{ id: string }>(
  'test.seed',
  `WITH made AS (INSERT INTO users (username) SELECT 'u' || n FROM generate_series(1, 4) n RETURNING id, username),
     used AS (
       INSERT INTO sessions (user_id, expires_at, last_used_at, revoked_at)
       SELECT id, now() + (CASE username WHEN 'u3' THEN -1 ELSE 1 END) * interval '1 hour',
         now() - right(username, 1)::int * interval '1 minute', CASE username WHEN 'u1' THEN now() END FROM made)
   SELECT id FROM made ORDER BY username`,
);

describe('warming feeds in memory', () => {
  let server: TestDatabase, database: Database, memory: FeedMemory;
  let ids: string[], reads: MemoryResult[];
  beforeEach(async () => {
    server = await testDatabase();
    database = server.open();
    ids = (await database.query(seed)).map(({ id }) => id);
    reads = [];
    memory = createFeedMemory({ database, maxBytes: 1_000_000, onRead: (result) => reads.push(result) });
  });
  afterEach(async () => {
    memory.close();
    await server.drop();
  });
  const read = (nth: number) => memory.page(ids[nth] ?? '', { first: 20 });

  it('reads those whose sessions were used last, of sessions that can still be used', async () => {
    const { signal } = new AbortController();
    assert.equal(await warmFeeds({ database, memory, viewers: 1, signal }), 1);
    for (const nth of [1, 3]) await read(nth);
    assert.deepEqual(reads, ['filled', 'hit', 'filled'], 'u2 is warm, u4 came after it');
    assert.equal(
      await warmFeeds({ database, memory, viewers: 10, signal }),
      2,
      'u1 is revoked, u3 has expired',
    );
  });

  it('ends when it is aborted', async () => {
    assert.equal(await warmFeeds({ database, memory, viewers: 10, signal: AbortSignal.abort() }), 0);
    assert.deepEqual(reads, []);
  });
});
