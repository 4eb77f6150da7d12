import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { type TestDatabase, testDatabase } from '@feed/testkit/test-database';
import { until } from '@feed/testkit/until';
import { markPostDeleted } from '../../src/content/posts/writes.js';
import { postLikes } from '../../src/content/likes/post-likes.js';
import { endedShares } from '../../src/content/shares/writes.js';
import { belowAllIds, largestId } from '../../src/postgres/ids.js';
import { modelsOf } from '../../src/postgres/models/models.js';
import type { Database } from '../../src/postgres/queryable.js';
import { createSharedWrites, type SharedWrites } from '../../src/postgres/shared-writes.js';
import { statement } from '../../src/postgres/statement.js';
import { block } from '../../src/safety/blocks/writes.js';
import { driftedRows } from '../../src/upkeep/counters.js';
import { sharing, writeOne, writePost } from '../support/writes.js';

const deadlocks = statement<{ count: string }>(
  'test.deadlocks',
  'SELECT deadlocks AS count FROM pg_stat_database WHERE datname = current_database()',
);
const countWaiting = statement<{ count: number }>(
  'test.waiting',
  `SELECT count(*)::int AS count FROM pg_stat_activity
   WHERE datname = current_database() AND wait_event_type = 'Lock'`,
);
const lockPost = statement<never>('test.lock_post', 'SELECT FROM posts WHERE id = $1 FOR NO KEY UPDATE');

const inTime = () => performance.now() + 60_000;
const sharingOf = (id: string, sharerId: string, caption = '') => ({
  id,
  sharerId,
  caption,
  requestId: null,
});

describe('shares that go together', () => {
  let server: TestDatabase, database: Database, shared: SharedWrites;
  const ran: string[] = [];
  before(async () => {
    server = await testDatabase();
    database = server.open({ events: { ran: (name) => void ran.push(name) } });
    shared = createSharedWrites(database);
  });
  after(() => server.drop());

  let serial = 0;
  const account = async () => (await modelsOf(database).User.create({ username: `u${(serial += 1)}` })).id;
  const accounts = (count: number) => Promise.all(Array.from({ length: count }, account));
  const share = (id: string, sharerId: string, caption = '') =>
    shared.run(sharing, sharingOf(id, sharerId, caption), inTime());
  const unshare = (id: string, sharerId: string) => shared.run(endedShares, { id, sharerId }, inTime());
  const countIsRight = async () =>
    assert.deepEqual(await driftedRows(database, 'posts', { after: belowAllIds, upTo: largestId }), []);
  /** Begins a write that waits for the post, and makes another in the meantime. */
  const whileWaiting = async <T>(
    postId: string,
    begin: () => Promise<T>,
    meanwhile: (tx: Parameters<Parameters<Database['transaction']>[0]>[0]) => Promise<unknown>,
  ): Promise<T> => {
    let waiting: Promise<T> | undefined;
    await database.transaction(async (tx) => {
      await tx.query(lockPost, [postId]);
      waiting = begin();
      await until('it waits', async () => (await database.query(countWaiting))[0]?.count === 1);
      await meanwhile(tx);
    });
    return waiting as Promise<T>;
  };

  it('are one statement each when they come alone, and few when they come together', async () => {
    const people = await accounts(200);
    const postId = await writePost(database, people[0] ?? '');
    ran.length = 0;
    assert.equal((await share(postId, people[0] ?? ''))?.created, true);
    assert.equal(ran.length, 1);
    ran.length = 0;
    const outcomes = await Promise.all(people.map((person) => share(postId, person)));
    assert.ok(ran.length < 20, `${ran.length} statements`);
    assert.deepEqual(
      outcomes.map((outcome) => outcome?.created),
      people.map((_, i) => i > 0),
    );
    assert.deepEqual(
      outcomes.map((outcome) => outcome?.share?.user.id),
      people,
    );
    const ended = await Promise.all(people.map((person) => unshare(postId, person)));
    assert.deepEqual(
      ended.map((outcome) => outcome?.post?.shareCount ?? -1).sort((a, b) => a - b),
      people.map((_, i) => i),
    );
    await countIsRight();
  });

  it('have the outcomes they would have had one after the other, also twice in one statement', async () => {
    const [ada = '', bob = '', eve = ''] = await accounts(3);
    const postId = await writePost(database, ada);
    await database.transaction((tx) => block(tx, { actorId: ada, targetId: eve }));
    const items = [
      sharingOf(postId, bob, 'first'),
      sharingOf(postId, bob, 'second'),
      sharingOf(postId, eve),
      sharingOf('1', bob),
      sharingOf(postId, ada, 'own'),
    ];
    const outcomes = await sharing.run(database, items, 'skip');
    assert.deepEqual(
      outcomes.map((outcome) => outcome && [outcome.created, outcome.share?.caption]),
      [[true, 'first'], [false, 'first'], undefined, undefined, [true, 'own']],
    );
    assert.equal(outcomes[1]?.share?.id, outcomes[0]?.share?.id);
    const ofShare = { id: outcomes[0]?.share?.id ?? '', sharerId: bob };
    const ended = await endedShares.run(database, [ofShare, ofShare, { id: postId, sharerId: ada }], 'skip');
    assert.deepEqual(
      ended.map((outcome) => outcome && [outcome.changed, outcome.post?.shareCount]),
      [
        [true, 1],
        [false, 1],
        [true, 0],
      ],
    );
    await countIsRight();
  });

  it('know of a share of the same account that was committed while they waited', async () => {
    const [ada = '', bob = ''] = await accounts(2);
    const postId = await writePost(database, ada);
    const outcome = await whileWaiting(
      postId,
      () => writeOne(database, sharing, sharingOf(postId, bob, 'late')),
      (tx) => writeOne(tx, sharing, sharingOf(postId, bob, 'early')),
    );
    assert.deepEqual([outcome?.created, outcome?.share?.caption], [false, 'early']);
    await countIsRight();
  });

  it('do not share a post that was deleted while they waited', async () => {
    const [ada = '', bob = ''] = await accounts(2);
    const postId = await writePost(database, ada);
    const outcome = await whileWaiting(
      postId,
      () => share(postId, bob),
      (tx) => markPostDeleted(tx, { id: postId, authorId: ada }),
    );
    assert.deepEqual(outcome, { created: false, share: null });
    await countIsRight();
  });

  it('never deadlock with each other or with likes, and count exactly', async () => {
    const people = await accounts(12);
    const posts = await Promise.all(people.map((person) => writePost(database, person)));
    const replicas = [shared, createSharedWrites(database)];
    const writes = Array.from({ length: 1_500 }, (_, i) => {
      const [id, sharerId] = [posts[(i * 7) % 5] ?? '', people[(i * 5 + (i >> 4)) % people.length] ?? ''];
      const by = replicas[i % 2] ?? shared;
      if (i % 3 === 0) return by.run(sharing, sharingOf(id, sharerId), inTime());
      if (i % 3 === 1) return by.run(endedShares, { id, sharerId }, inTime());
      return by.run(postLikes.add, { targetId: id, userId: sharerId }, inTime());
    });
    for (const outcome of await Promise.all(writes)) assert.ok(outcome);
    await countIsRight();
    assert.deepEqual(await database.query(deadlocks), [{ count: '0' }]);
  });
});
