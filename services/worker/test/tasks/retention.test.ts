import assert from 'node:assert/strict';
import { type Database, statement } from '@feed/store/postgres/database';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { removeExpired } from '@feed/tasks/sql/retention';

const day = 86_400;
const periods = {
  doneTasks: day,
  deadTasks: 30 * day,
  events: day,
  idempotencyKeys: day,
  endedSessions: 7 * day,
  deletedContent: 30 * day,
};

/** For every kind, rows that are past their time, and similar ones that are not. */
const world = `
  CREATE FUNCTION ago(days int) RETURNS timestamptz LANGUAGE sql RETURN now() - make_interval(days => days);
  INSERT INTO users (id, username) VALUES (1, 'one'), (2, 'two');
  INSERT INTO tasks (id, kind, payload, state, run_after, finished_at) VALUES
    (101, 'k', '{}', 'done', ago(2), ago(2)), (102, 'k', '{}', 'done', ago(2), now()),
    (103, 'k', '{}', 'dead', ago(40), ago(40)), (104, 'k', '{}', 'dead', ago(40), ago(2)),
    (105, 'k', '{}', 'pending', ago(40), NULL), (106, 'k', '{}', 'running', ago(40), NULL);
  INSERT INTO events (id, kind, payload, dispatched_at) VALUES
    (111, 'k', '{}', ago(2)), (112, 'k', '{}', now()), (113, 'k', '{}', NULL);
  INSERT INTO idempotency_keys (actor, key, field, request_hash, response, created_at) VALUES
    ('1', 'old', 'f', '', '1', ago(2)), ('1', 'new', 'f', '', '1', now());
  INSERT INTO sessions (id, user_id, expires_at, revoked_at) VALUES
    (201, 1, ago(8), NULL), (202, 1, now() + interval '1 day', ago(8)), (203, 1, ago(6), NULL),
    (204, 1, now() + interval '1 day', ago(6)), (205, 1, now() + interval '1 day', NULL);
  INSERT INTO deleted_sessions (id, deleted_at) VALUES (211, ago(8)), (212, ago(6));
  INSERT INTO refresh_tokens (token_hash, session_id, expires_at) VALUES
    ('a', 201, ago(8)), ('b', 202, now()), ('c', 205, ago(8)), ('d', 205, ago(6)), ('e', 205, now());
  SELECT set_config('feed.recorded', 'post.created', true);
  INSERT INTO posts (id, author_id, shared_post_id, content, deleted_at) VALUES
    (301, 1, NULL, 'long gone', ago(31)), (302, 1, NULL, 'just gone', ago(29)), (303, 1, NULL, 'here', NULL),
    (304, 2, 301, 'share of what is gone', NULL), (305, 2, 303, '', NULL), (306, 2, 302, '', NULL),
    (307, 1, 301, 'share that was just taken back', ago(1)), (308, 1, 303, 'the same of what is here', ago(1)),
    (309, 2, NULL, 'long gone', ago(33)), (310, 2, NULL, 'long gone', ago(32)), (311, 1, 309, '', ago(1)),
    (312, 1, 310, '', NULL);
  INSERT INTO post_likes (post_id, user_id) SELECT p, u FROM generate_series(301, 306) p, generate_series(1, 2) u;
  INSERT INTO comments (id, post_id, author_id, parent_id, content, deleted_at) VALUES
    (401, 301, 2, NULL, '', NULL), (402, 301, 2, 401, '', NULL), (403, 301, 2, 402, '', NULL),
    (404, 304, 2, NULL, 'on the share', NULL), (405, 303, 2, NULL, 'deleted alone', ago(31)),
    (406, 303, 2, NULL, 'deleted above a live reply', ago(31)), (407, 303, 2, 406, 'live', NULL),
    (408, 303, 2, NULL, 'deleted above a deleted reply', ago(31)), (409, 303, 2, 408, '', ago(31)),
    (410, 303, 2, NULL, 'just deleted', ago(29)), (411, 302, 2, NULL, '', NULL);
  INSERT INTO comment_likes (comment_id, user_id) VALUES (401, 1), (405, 1), (407, 1);`;

const keptIds = statement<{ what: string; ids: string[] }>(
  'test.kept',
  `SELECT 'tasks' AS what, array_agg(id::text ORDER BY id) AS ids FROM tasks
   UNION ALL SELECT 'events', array_agg(id::text ORDER BY id) FROM events
   UNION ALL SELECT 'keys', array_agg(key ORDER BY key) FROM idempotency_keys
   UNION ALL SELECT 'sessions', array_agg(id::text ORDER BY id) FROM sessions
   UNION ALL SELECT 'deleted_sessions', array_agg(id::text ORDER BY id) FROM deleted_sessions
   UNION ALL SELECT 'tokens', array_agg(convert_from(token_hash, 'UTF8') ORDER BY token_hash) FROM refresh_tokens
   UNION ALL SELECT 'posts', array_agg(id::text ORDER BY id) FROM posts
   UNION ALL SELECT 'likes', array_agg(post_id || '/' || user_id ORDER BY post_id, user_id) FROM post_likes
   UNION ALL SELECT 'comments', array_agg(id::text ORDER BY id) FROM comments
   UNION ALL SELECT 'comment_likes', array_agg(comment_id::text ORDER BY comment_id) FROM comment_likes
   UNION ALL SELECT 'users', array_agg(id::text ORDER BY id) FROM users`,
);

describe('retention', () => {
  let server: TestDatabase, database: Database;
  before(async () => {
    server = await testDatabase();
    database = server.open();
  });
  after(() => server.drop());

  it('removes what is past its time and nothing else, in steps of a limited size', async () => {
    await server.openOwner().withClient((client) => client.query(world));
    const sizes: number[] = [];
    for (;;) {
      const removed = await database.transaction((tx) => removeExpired(tx, periods, 2));
      if (Object.keys(removed).length === 0) break;
      sizes.push(...Object.values(removed));
    }
    assert.ok(Math.max(...sizes) <= 2);
    const kept = await database.query(keptIds);
    assert.deepEqual(Object.fromEntries(kept.map(({ what, ids }) => [what, ids])), {
      tasks: ['102', '104', '105', '106'],
      events: ['112', '113'],
      keys: ['new'],
      sessions: ['203', '204', '205'],
      deleted_sessions: ['212'],
      tokens: ['d', 'e'],
      posts: ['302', '303', '305', '306', '308'],
      likes: ['302/1', '302/2', '303/1', '303/2', '305/1', '305/2', '306/1', '306/2'],
      comments: ['406', '407', '410', '411'],
      comment_likes: ['407'],
      users: ['1', '2'],
    });
  });
});
