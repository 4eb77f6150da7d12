import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { isCodedError } from '@feed/platform/errors';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';
import { until } from '@feed/testkit/until';
import { postLikes } from '../../src/content/likes/post-likes.js';
import { lockPair } from '../../src/graph/pair.js';
import { modelsOf } from '../../src/postgres/models/models.js';
import type { Database } from '../../src/postgres/queryable.js';
import { createSharedWrites, type SharedWrites } from '../../src/postgres/shared-writes.js';
import { statement } from '../../src/postgres/statement.js';
import { block } from '../../src/safety/blocks/writes.js';
import { follow, posting, writePost } from '../support/writes.js';

const lockPost = statement<never>('test.lock_post', 'SELECT FROM posts WHERE id = $1 FOR NO KEY UPDATE');
const countWaiting = statement<{ count: number }>(
  'test.waiting',
  `SELECT count(*)::int AS count FROM pg_stat_activity
   WHERE datname = current_database() AND wait_event_type = 'Lock'`,
);
const countLikes = statement<{ stored: number; counted: number }>(
  'test.likes',
  `SELECT like_count AS stored, (SELECT count(*)::int FROM post_likes WHERE post_id = p.id) AS counted
   FROM posts p WHERE id = $1`,
);
const countPosts = statement<{ stored: number; counted: number }>(
  'test.posts',
  `SELECT posts_count AS stored, (SELECT count(*)::int FROM posts WHERE author_id = u.id) AS counted
   FROM users u WHERE id = $1`,
);

const inTime = () => performance.now() + 60_000;
const postBy = (authorId: string, content = 'text') => ({
  authorId,
  content,
  title: null,
  mediaType: null,
  requestId: null,
});

describe('writes that share a statement', () => {
  let server: TestDatabase, database: Database, shared: SharedWrites;
  const ran: string[] = [];
  before(async () => {
    server = await testDatabase();
    database = server.open({ events: { ran: (name) => void ran.push(name) } });
  });
  beforeEach(() => {
    shared = createSharedWrites(database);
  });
  after(() => server.drop());

  let serial = 0;
  const account = async () => (await modelsOf(database).User.create({ username: `u${(serial += 1)}` })).id;
  const accounts = (count: number) => Promise.all(Array.from({ length: count }, account));
  const like = (targetId: string, userId: string, deadline = inTime()) =>
    shared.run(postLikes.add, { targetId, userId }, deadline);
  const likesOf = async (postId: string) => (await database.query(countLikes, [postId]))[0];

  /** Locks a post until the returned function is called. */
  async function holdPost(postId: string): Promise<() => Promise<void>> {
    let release: () => void = () => undefined;
    let held: Promise<void> = Promise.resolve();
    const released = new Promise<void>((resolve) => (release = resolve));
    await new Promise<void>((resolve, reject) => {
      held = database.transaction(async (tx) => {
        await tx.query(lockPost, [postId]);
        resolve();
        await released;
      });
      held.catch(reject);
    });
    return () => {
      release();
      return held;
    };
  }

  it('are one statement each when they come alone, and few when they come together', async () => {
    const people = await accounts(200);
    const postId = await writePost(database, people[0] ?? '');
    ran.length = 0;
    assert.equal((await like(postId, people[0] ?? ''))?.changed, true);
    assert.equal(ran.length, 1);
    ran.length = 0;
    const outcomes = await Promise.all(people.map((person) => like(postId, person)));
    assert.ok(ran.length < 20, `${ran.length} statements`);
    assert.equal(outcomes[0]?.changed, false, 'it was liked before');
    const counts = outcomes.slice(1).map((outcome) => outcome?.target?.likesCount ?? 0);
    assert.deepEqual(
      counts.sort((a, b) => a - b),
      people.slice(1).map((_, i) => i + 2),
    );
    assert.deepEqual(await likesOf(postId), { stored: 200, counted: 200 });
  });

  it('give each item the outcome it would have had alone, also twice in one statement', async () => {
    const [ada = '', bob = ''] = await accounts(2);
    const postId = await writePost(database, ada);
    const [first, again, other] = await postLikes.add.run(
      database,
      [ada, ada, bob].map((userId) => ({ targetId: postId, userId })),
      'skip',
    );
    const shown = [first, again, other].map((one) => [one?.changed, one?.target?.likesCount]);
    assert.deepEqual(shown, [
      [true, 1],
      [false, 1],
      [true, 2],
    ]);
    assert.deepEqual(await likesOf(postId), { stored: 2, counted: 2 });
  });

  it('do not fail because of one that Postgres rejects', async () => {
    const authors = await accounts(20);
    const texts = authors.map((_, i) => (i === 7 ? 'a\0b' : 'text'));
    const results = await Promise.allSettled(
      authors.map((author, i) => shared.run(posting, postBy(author, texts[i]), inTime())),
    );
    for (const [i, result] of results.entries()) {
      if (i === 7) {
        assert.ok(result.status === 'rejected' && isCodedError(result.reason));
        assert.equal(result.reason.code, 'INVALID_INPUT');
      } else assert.ok(result.status === 'fulfilled' && result.value?.user.postsCount === 1);
      const expected = i === 7 ? 0 : 1;
      assert.deepEqual(await database.query(countPosts, [authors[i]]), [
        { stored: expected, counted: expected },
      ]);
    }
  });

  it('have no outcome when what they need does not exist', async () => {
    const [ada = ''] = await accounts(1);
    const postId = await writePost(database, ada);
    const [missing, present] = await Promise.all([like('1', ada), like(postId, ada)]);
    assert.equal(missing, undefined);
    assert.equal(present?.changed, true);
    assert.equal(await shared.run(posting, postBy('1'), inTime()), undefined);
    assert.equal(await follow(database, { actorId: ada, targetId: '1' }), false);
  });

  it('wait for a row that is locked without making others wait', async () => {
    const people = await accounts(10);
    const [locked = '', free = ''] = await Promise.all(
      [0, 1].map(() => writePost(database, people[0] ?? '')),
    );
    const release = await holdPost(locked);
    let answered = 0;
    const waiting = people.map(async (person) => {
      const outcome = await like(locked, person);
      answered += 1;
      return outcome?.target?.likesCount;
    });
    await Promise.all(people.map((person) => like(free, person)));
    await until('a like waits', async () => (await database.query(countWaiting))[0]?.count === 1);
    assert.deepEqual((await Promise.all(people.map((person) => like(free, person))))[0]?.changed, false);
    assert.equal(answered, 0);
    await release();
    const counts = await Promise.all(waiting);
    assert.deepEqual(
      counts.sort((a = 0, b = 0) => a - b),
      people.map((_, i) => i + 1),
    );
  });

  it('do not follow an account that has blocked the actor while they waited', async () => {
    const [actorId = '', targetId = ''] = await accounts(2);
    const pair = { actorId, targetId };
    let following: Promise<boolean> = Promise.resolve(true);
    await database.transaction(async (tx) => {
      await lockPair(tx, pair);
      following = follow(database, pair);
      await until('the follow waits', async () => (await database.query(countWaiting))[0]?.count === 1);
      await block(tx, { actorId: targetId, targetId: actorId });
    });
    assert.equal(await following, false);
  });

  it('are not begun after the deadline of their caller', async () => {
    const [ada = ''] = await accounts(1);
    const postId = await writePost(database, ada);
    await assert.rejects(like(postId, ada, performance.now() - 1), { code: 'TIMEOUT' });
    assert.deepEqual(await likesOf(postId), { stored: 0, counted: 0 });
  });

  it('fail with READ_ONLY while the database takes no writes, once for all', async () => {
    const people = await accounts(5);
    const postId = await writePost(database, people[0] ?? '');
    await server.alter('SET default_transaction_read_only = on');
    await server.endSessions();
    const again = server.open({ events: { ran: (name) => void ran.push(name) } });
    // A pooler lends a session that has just been ended once more before it notices.
    await until('new sessions are open', () =>
      again.ping().then(
        () => true,
        () => false,
      ),
    );
    ran.length = 0;
    const writes = createSharedWrites(again);
    const results = await Promise.allSettled(
      people.map((userId) => writes.run(postLikes.add, { targetId: postId, userId }, inTime())),
    );
    const codes = results.map((one) => one.status === 'rejected' && (one.reason as { code: string }).code);
    assert.deepEqual(new Set(codes), new Set(['READ_ONLY']));
    assert.equal(ran.length, 1);
  });
});
