import assert from 'node:assert/strict';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { until } from '@feed/testkit/until';
import { createFeedMemory, type FeedMemory } from '../../../src/feed/memory/feed-memory.js';
import { referenceFeed } from '../../../src/feed/reference.js';
import type { Database, Queryable } from '../../../src/postgres/database.js';

/** $1, the post that is changed, is one by b whom a follows; b shares a post of d. */
const writes: Readonly<Record<string, string>> = {
  'a post': "INSERT INTO posts (author_id, content) SELECT id, 'new' FROM users WHERE username = 'b'",
  'a share': `INSERT INTO posts (author_id, content, shared_post_id)
    SELECT u.id, 'look', p.id FROM users u, posts p JOIN users d ON d.id = p.author_id AND d.username = 'd' WHERE u.username = 'b'`,
  'a deletion': "UPDATE posts SET deleted_at = now() WHERE content = 'first'",
  'an edit': "UPDATE posts SET content = 'edited' WHERE content = 'first'",
  'a counter': "UPDATE posts SET like_count = 7 WHERE content = 'first'",
  'a like': `INSERT INTO post_likes (post_id, user_id) SELECT p.id, u.id FROM posts p, users u WHERE p.content = 'first' AND u.username = 'a'`,
  'a new name': "UPDATE users SET first_name = 'Bea' WHERE username = 'b'",
  'an unfollow': 'DELETE FROM follows',
  'a block': `INSERT INTO blocks (blocker_id, blocked_id) SELECT b.id, a.id FROM users a, users b WHERE a.username = 'a' AND b.username = 'b'`,
  'a mute': `INSERT INTO mutes (muter_id, muted_id) SELECT a.id, b.id FROM users a, users b WHERE a.username = 'a' AND b.username = 'b'`,
  'a forgotten journal': "TRUNCATE feed_changes, feed_life; UPDATE posts SET content = 'edited'",
};

describe('a poll during a read that fills memory', () => {
  let server: TestDatabase, database: Database, memory: FeedMemory;
  let ids: Record<string, string> = {};
  /** Holds back the results of the statement with this name. */
  let held: string | undefined;
  const waiting: (() => void)[] = [];
  const gated: Queryable = {
    async query(statement, values) {
      const rows = await database.query(statement, values);
      if (statement.name === held) await new Promise<void>((release) => void waiting.push(release));
      return rows;
    },
  };
  const release = (): void => {
    held = undefined;
    for (const each of waiting.splice(0)) each();
  };
  const run = (sql: string) => database.withClient((client) => client.query(sql));

  before(async () => {
    server = await testDatabase();
    database = server.openOwner();
  });
  beforeEach(async () => {
    await run('TRUNCATE users CASCADE');
    await run("INSERT INTO users (username) VALUES ('a'), ('b'), ('c'), ('d')");
    await run(
      `INSERT INTO posts (author_id, content) SELECT id, x FROM users, unnest('{first,second}'::text[]) x WHERE username = 'b'`,
    );
    await run("INSERT INTO posts (author_id, content) SELECT id, 'far away' FROM users WHERE username = 'd'");
    await run(
      "INSERT INTO follows SELECT a.id, b.id FROM users a, users b WHERE a.username = 'a' AND b.username = 'b'",
    );
    const { rows } = await run('SELECT username, id FROM users');
    ids = Object.fromEntries(
      (rows as { username: string; id: string }[]).map(({ username, id }) => [username, id]),
    );
    memory = createFeedMemory({ database: gated, maxBytes: 1_000_000 });
  });
  afterEach(() => {
    release();
    memory.close();
  });
  after(() => server.drop());

  const read = async () => (await memory.page(ids['a'] ?? '', { first: 10 }))?.items ?? [];
  const stored = async () => {
    const { items } = await referenceFeed(database, ids['a'] ?? '', { first: 10 });
    const { rows } = await run(`SELECT p.id, p.content, p.like_count, u.first_name,
      EXISTS (SELECT FROM post_likes l WHERE l.post_id = p.id AND l.user_id = ${ids['a']}) AS liked
      FROM posts p JOIN users u ON u.id = p.author_id`);
    return items.map(({ id, postId }) => {
      const row = (rows as Record<string, unknown>[]).find((each) => each['id'] === postId);
      return [id, row?.['content'], row?.['like_count'], row?.['first_name'], row?.['liked']];
    });
  };
  const shown = async () =>
    (await read()).map(({ id, node }) => [
      id,
      node.content,
      node.likesCount,
      node.user.firstName,
      node.isLikedByUser,
    ]);

  for (const statement of ['feed.decide', 'feed.contents'])
    for (const [what, sql] of Object.entries(writes))
      it(`takes in ${what} while ${statement} is under way`, async () => {
        held = statement;
        const early = read();
        await until('the statement has run', () => waiting.length > 0);
        await run(sql);
        held = undefined;
        // A poll for others applies the change before the first reader gets its rows.
        await memory.journal.sync();
        const late = shown();
        release();
        await early;
        assert.deepEqual(await late, await stored(), 'a request that came after the change');
        assert.deepEqual(await shown(), await stored(), 'and what was kept');
      });
});
