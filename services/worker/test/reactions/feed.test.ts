import assert from 'node:assert/strict';
import { recordedAs } from '@feed/store/feed/recorded';
import { statement } from '@feed/store/postgres/statement';
import { createHomeFeed, type HomeFeed } from '@feed/store/feed/home-feed';
import { timelineKey } from '@feed/store/feed/timelines';
import { silentLogger } from '@feed/testkit/silent-logger';
import { startTestWorker, type TestWorker } from '../support/worker.js';
import { modelsOf } from '@feed/store/postgres/models/models';

const write = statement<{ id: string }>(
  'test.write',
  `INSERT INTO posts (author_id, content) SELECT $1::bigint, 'text'
   WHERE ${recordedAs('post.created')} RETURNING id`,
);

const writeFollow = statement(
  'test.follow',
  `INSERT INTO follows (follower_id, followee_id) SELECT $1::bigint, $2::bigint
   WHERE ${recordedAs('user.followed')}`,
);

const shareOf = statement<{ id: string }>(
  'test.share',
  "INSERT INTO posts (author_id, shared_post_id, content) VALUES ($1, $2, '') RETURNING id",
);

describe('the reactions of the home feed', () => {
  let worker: TestWorker, feed: HomeFeed, reader: string, author: string;
  before(async () => {
    worker = await startTestWorker({ FAN_OUT_THRESHOLD: '2' });
    feed = createHomeFeed({ ...worker.context, logger: silentLogger() });
  });
  after(() => worker.stop());
  beforeEach(async () => {
    reader = await newUser();
    author = await newUser();
  });

  const newUser = async () =>
    (await modelsOf(worker.context.database).User.create({ username: `u${Math.random()}` })).id;
  const follow = () => worker.context.database.query(writeFollow, [reader, author]);
  const post = async () => (await worker.context.database.query(write, [author]))[0]?.id ?? '';
  const read = async () => (await feed.page(reader, { first: 10 })).items.map(({ id }) => id);
  const cached = (viewer = reader) => worker.context.redis.client.lLen(timelineKey(viewer));

  it('fans a post out to the timelines that exist, and observes how long that took', async () => {
    await follow();
    assert.deepEqual(await read(), []);
    const empty = await cached();
    const postId = await post();
    await worker.record({ kind: 'post.created', payload: { postId } });
    assert.equal(await cached(), empty + 1);
    assert.deepEqual(await read(), [postId]);
    const lag = await worker.samples('feed_post_visible_lag_seconds');
    assert.equal(lag['feed_post_visible_lag_seconds_count'], 1);
    assert.ok((lag['feed_post_visible_lag_seconds_sum'] ?? 99) < 15);
  });

  it('leaves an author above the threshold to the readers', async () => {
    await modelsOf(worker.context.database).User.update({ followersCount: 3 }, { id: author });
    await follow();
    await read();
    const postId = await post();
    await worker.record({ kind: 'post.created', payload: { postId } });
    const user = await modelsOf(worker.context.database).User.findOne({ where: { id: author } });
    assert.equal(user?.mergeOnRead, true);
    assert.deepEqual(await read(), [postId]);
  });

  it('brings old posts into the timeline of a new follower, and drops the timeline after an unfollow', async () => {
    const postId = await post();
    assert.deepEqual(await read(), []);
    const empty = await cached();
    await follow();
    const pair = { followerId: reader, followeeId: author };
    await worker.record({ kind: 'user.followed', payload: pair });
    assert.deepEqual(await read(), [postId]);
    assert.equal(await cached(), empty + 1);
    await worker.record({ kind: 'user.unfollowed', payload: pair });
    assert.equal(await cached(), 0);
  });

  it('fans a share out like a post, by the row of the share', async () => {
    await follow();
    const { id: writer } = await modelsOf(worker.context.database).User.create({
      username: `u${Math.random()}`,
    });
    const [original] = await worker.context.database.query(write, [writer]);
    assert.deepEqual(await read(), []);
    const [share] = await worker.context.database.query(shareOf, [author, original?.id]);
    const payload = { postId: share?.id ?? '', sharedPostId: original?.id ?? '' };
    await worker.record({ kind: 'post.shared', payload });
    assert.deepEqual(await read(), [share?.id]);
  });

  it('drops the timelines of both accounts after a block', async () => {
    await read();
    await feed.page(author, { first: 10 });
    assert.ok((await cached(reader)) > 0 && (await cached(author)) > 0);
    await worker.record({ kind: 'user.blocked', payload: { blockerId: reader, blockedId: author } });
    assert.deepEqual([await cached(reader), await cached(author)], [0, 0]);
  });

  it('completes without Redis too, and makes all earlier timelines stale', async () => {
    await follow();
    await read();
    await worker.redis.kill();
    const postId = await post();
    await worker.record({ kind: 'post.created', payload: { postId } });
    assert.deepEqual(await read(), [postId]);
    await worker.redis.start();
  });
});
