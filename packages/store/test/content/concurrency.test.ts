import assert from 'node:assert/strict';
import { insertNewComment, lockCommentFor, markThreadDeleted } from '../../src/content/comments/writes.js';
import { statement, type Database, type Tx } from '../../src/postgres/database.js';
import { commentLikes } from '../../src/content/likes/comment-likes.js';
import { postLikes } from '../../src/content/likes/post-likes.js';
import { belowAllIds, largestId } from '../../src/postgres/ids.js';
import { countedTableNames, driftedRows } from '../../src/upkeep/counters.js';
import { lockPost } from '../../src/content/posts/lock.js';
import { markPostDeleted } from '../../src/content/posts/writes.js';
import { endedShares } from '../../src/content/shares/writes.js';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { modelsOf } from '../../src/postgres/models/models.js';
import { sharing, writeOne, writePost } from '../support/writes.js';

const everything = { after: belowAllIds, upTo: largestId };
const deadlocks = statement<{ count: string }>(
  'test.deadlocks',
  'SELECT deadlocks AS count FROM pg_stat_database WHERE datname = current_database()',
);
const waiting = statement<{ count: number }>(
  'test.waiting',
  "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
);

describe('writes to one post at the same time', () => {
  let server: TestDatabase, database: Database;
  let users: string[], posts: string[], comments: string[];

  before(async () => {
    server = await testDatabase();
    database = server.open({ poolMax: 8, acquireTimeoutMs: 60_000 });
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    users = await Promise.all(
      names.map(async (username) => (await modelsOf(database).User.create({ username })).id),
    );
    posts = await Promise.all(users.map((user) => database.transaction((tx) => write(tx, user))));
    const [author = ''] = users;
    comments = await Promise.all(
      posts.map((postId) => database.transaction((tx) => comment(tx, author, postId, null))),
    );
  });
  after(() => server.drop());

  const write = (tx: Tx, user: string): Promise<string> => writePost(tx, user);
  const comment = (tx: Tx, authorId: string, postId: string, parentId: string | null): Promise<string> =>
    insertNewComment(tx, { postId, authorId, parentId, content: 'text' });

  /** The operations of the services, with the lock that each acquires. */
  const onPost =
    (work: (tx: Tx, user: string, postId: string, n: number) => Promise<unknown>) =>
    async (tx: Tx, user: string, n: number): Promise<void> => {
      const postId = posts[n] ?? '';
      const locked = await lockPost(tx, user, postId);
      if (locked?.visible) await work(tx, user, postId, n);
    };
  const actions: ((tx: Tx, user: string, n: number) => Promise<unknown>)[] = [
    onPost((tx, userId, targetId) => writeOne(tx, postLikes.add, { targetId, userId })),
    onPost((tx, userId, targetId) => writeOne(tx, postLikes.remove, { targetId, userId })),
    onPost((tx, sharerId, id) => writeOne(tx, sharing, { sharerId, id, caption: '', requestId: null })),
    onPost((tx, sharerId, id) => writeOne(tx, endedShares, { sharerId, id })),
    onPost((tx, user, postId, n) => comment(tx, user, postId, comments[n] ?? null)),
    onPost((tx, _user, _postId, n) => markThreadDeleted(tx, comments[n] ?? '')),
    async (tx, userId, n) => {
      const targetId = comments[n] ?? '';
      if (await lockCommentFor(tx, userId, targetId))
        await writeOne(tx, commentLikes.add, { targetId, userId });
    },
    (tx, authorId, n) => markPostDeleted(tx, { id: posts[n] ?? '', authorId }),
    (tx, user) => write(tx, user),
  ];

  it('never deadlock, and count exactly', async () => {
    const steps = Array.from({ length: 400 }, (_, i) => ({
      act: actions[(i * 7 + (i >> 4)) % actions.length],
      user: users[(i * 5 + (i >> 3)) % users.length] ?? '',
      // The first posts are the popular ones.
      post: Math.min(i % 5, i % 3, i % posts.length),
    }));
    await Promise.all(
      steps.map(({ act, user, post }) => database.transaction(async (tx) => act?.(tx, user, post))),
    );
    for (const table of countedTableNames)
      assert.deepEqual(await driftedRows(database, table, everything), [], table);
    assert.deepEqual(await database.query(deadlocks), [{ count: '0' }]);
  });

  it('see what happened while they waited', async () => {
    const [author = '', reader = ''] = users;
    const postId = await database.transaction((tx) => write(tx, author));
    let visible: boolean | undefined;
    let later: Promise<void> = Promise.resolve();
    await database.transaction(async (tx) => {
      await markPostDeleted(tx, { id: postId, authorId: author });
      later = database.transaction(async (other) => {
        visible = (await lockPost(other, reader, postId))?.visible;
      });
      for (let waits = 0; waits === 0;) waits = (await database.query(waiting))[0]?.count ?? 0;
    });
    await later;
    assert.equal(visible, false);
  });
});
