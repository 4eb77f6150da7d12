import assert from 'node:assert/strict';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { createFeedMemory } from '../../../src/feed/memory/feed-memory.js';
import { referenceFeed } from '../../../src/feed/reference.js';
import { statement, type Database, type Queryable } from '../../../src/postgres/database.js';

const seed = statement<{ id: string }>(
  'test.seed',
  "INSERT INTO users (username) SELECT 'reader' || n FROM generate_series(1, 20) n RETURNING id",
);
const write = statement(
  'test.write',
  "INSERT INTO posts (author_id, content) SELECT id, 'text' FROM users, generate_series(1, 3)",
);
const follow = statement(
  'test.follow',
  'INSERT INTO follows SELECT a.id, b.id FROM users a, users b WHERE a.id < b.id AND (a.id + b.id) % 3 > 0',
);

describe('feeds that are read into memory at the same time', () => {
  let server: TestDatabase, database: Database;
  let viewers: string[] = [];
  const calls = new Map<string, number>();
  let failing: string | undefined;
  const counted: Queryable = {
    query(text, values) {
      calls.set(text.name, (calls.get(text.name) ?? 0) + 1);
      if (text.name === failing) return Promise.reject(new Error('the connection is lost'));
      return database.query(text, values);
    },
  };

  before(async () => {
    server = await testDatabase();
    database = server.openOwner();
    viewers = (await database.query(seed)).map(({ id }) => id);
    await database.query(write);
    await database.query(follow);
  });
  beforeEach(() => calls.clear());
  after(() => server.drop());

  it('share statements, and each is right', async () => {
    const memory = createFeedMemory({ database: counted, maxBytes: 1_000_000 });
    const pages = await Promise.all(viewers.map((viewer) => memory.page(viewer, { first: 10 })));
    for (const [at, page] of pages.entries()) {
      const { items } = await referenceFeed(database, viewers[at] ?? '', { first: 10 });
      assert.deepEqual(
        page?.items.map(({ id, node }) => [id, node.id]),
        items.map(({ id, postId }) => [id, postId]),
      );
    }
    assert.equal(calls.get('feed.decide'), 2, 'sixteen lists at most in one');
    assert.ok((calls.get('feed.contents') ?? 0) <= 2);
    memory.close();
  });

  it('fail together, and can be read again', async () => {
    const memory = createFeedMemory({ database: counted, maxBytes: 1_000_000 });
    for (failing of ['feed.decide', 'feed.contents']) {
      const read = await Promise.allSettled(viewers.map((viewer) => memory.page(viewer, { first: 10 })));
      assert.ok(read.every(({ status }) => status === 'rejected'));
    }
    failing = undefined;
    const again = await Promise.all(viewers.map((viewer) => memory.page(viewer, { first: 10 })));
    assert.ok(again.every((page) => page !== undefined && page.items.length > 0));
    memory.close();
  });
});
