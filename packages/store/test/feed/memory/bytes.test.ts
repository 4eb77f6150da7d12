import assert from 'node:assert/strict';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { createFeedMemory, type FeedMemory } from '../../../src/feed/memory/feed-memory.js';
import { statement, type Database } from '../../../src/postgres/database.js';

const seed = statement<{ id: string }>(
  'test.seed',
  "INSERT INTO users (username) VALUES ('reader'), ('stranger') RETURNING id",
);
const write = statement<{ id: string }>(
  'test.write',
  "INSERT INTO posts (author_id, content) SELECT $1, 'text' FROM generate_series(1, $2::int) RETURNING id",
);
const like = statement(
  'test.like',
  'INSERT INTO post_likes (post_id, user_id) SELECT unnest($1::bigint[]), $2::bigint',
);

describe('the bytes of feeds in memory', () => {
  let server: TestDatabase, database: Database, memory: FeedMemory;
  let reader: string, stranger: string;
  beforeEach(async () => {
    server = await testDatabase();
    database = server.open();
    [reader = '', stranger = ''] = (await database.query(seed)).map(({ id }) => id);
    memory = createFeedMemory({ database, maxBytes: 1_000_000 });
  });
  afterEach(async () => {
    memory.close();
    await server.drop();
  });
  const bytes = async (viewer: string): Promise<number> => {
    await memory.page(viewer, { first: 1 });
    return memory.usage().bytes;
  };

  it('grow with the entries of a list', async () => {
    const before = await bytes(reader);
    await database.query(write, [reader, 200]);
    assert.ok((await bytes(reader)) > before + 200 * 100);
  });

  it('grow with the texts of posts, and are bounded', async () => {
    const long = statement('test.long', "UPDATE posts SET content = repeat('x', 5000)");
    await database.query(write, [reader, 100]);
    await database.query(long);
    const before = await bytes(reader);
    await memory.page(reader, { first: 100 });
    const all = memory.usage().bytes;
    assert.ok(all > before + 90 * 5_000, `${before} ${all}`);
    const small = createFeedMemory({ database, maxBytes: 200_000 });
    const page = await small.page(reader, { first: 100 });
    assert.equal(page?.items.length, 100);
    assert.ok(small.usage().bytes <= 200_000);
    small.close();
  });

  it('grow with the likes of a viewer who does not read', async () => {
    const ids = (await database.query(write, [stranger, 200])).map(({ id }) => id);
    await bytes(reader);
    const before = await bytes(stranger);
    await database.query(like, [ids, reader]);
    assert.ok((await bytes(stranger)) > before + 100 * 60);
  });
});
