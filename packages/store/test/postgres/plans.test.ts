import { readerOn } from '../../src/postgres/shared-reads.js';
import assert from 'node:assert/strict';
import { statisticsOf } from '../../src/content/posts/statistics.js';
import { searchUsers } from '../../src/discovery/search.js';
import { bestOfRanges } from '../../src/discovery/best-by-hour.js';
import { liveSession, liveSessions, loginOrigins, recentlyEnded } from '../../src/identity/sessions/reads.js';
import { findRefreshToken } from '../../src/identity/refresh-tokens/reads.js';
import { credentialsOf, takenNames, visibleUsers } from '../../src/identity/users/reads.js';
import {
  changeComment,
  commentStanding,
  insertNewComment,
  lockCommentFor,
  markThreadDeleted,
} from '../../src/content/comments/writes.js';
import {
  commentsOfPosts,
  ownComments,
  repliesTo,
  visibleComments,
} from '../../src/content/comments/reads.js';
import type { Database, Queryable, Tx } from '../../src/postgres/queryable.js';
import { largestId } from '../../src/postgres/ids.js';
import { statement } from '../../src/postgres/statement.js';
import { candidatesBelow } from '../../src/feed/candidates.js';
import { fanOutPost } from '../../src/feed/fan-out.js';
import { createHomeFeed } from '../../src/feed/home-feed.js';
import { createTimelines, type Timelines } from '../../src/feed/timelines.js';
import { commentLikes } from '../../src/content/likes/comment-likes.js';
import { postLikes } from '../../src/content/likes/post-likes.js';
import { lockPost } from '../../src/content/posts/lock.js';
import { changePost, markPostDeleted } from '../../src/content/posts/writes.js';
import { newestPosts, postsOfAuthors, visiblePosts } from '../../src/content/posts/reads.js';
import { endedShares } from '../../src/content/shares/writes.js';
import { ownShares, sharesOfPosts } from '../../src/content/shares/reads.js';
import { openRedis, type Redis } from '../../src/redis/redis.js';
import { blockedUsers } from '../../src/safety/blocks/reads.js';
import { followsOf } from '../../src/graph/follows/reads.js';
import { mutedUsers } from '../../src/safety/mutes/reads.js';
import { patience } from '@feed/testkit/patience';
import { silentLogger } from '@feed/testkit/silent-logger';
import { testDatabase, type TestDatabase } from '@feed/testkit/test-database';
import { testRedis, type TestRedis } from '@feed/testkit/test-redis';
import { redisReady } from '@feed/testkit/redis-ready';
import {
  createExplainer,
  explainsGenericPlans,
  type Explained,
  type Explainer,
  nodesOf,
  rowsOf,
  rowsRead,
} from '../support/explain.js';
import { eager, fillLargeNetwork, first, popularComment, popularPost } from '../support/large-network.js';
import { following, posting, sharing, unfollowing } from '../support/writes.js';

const viewer = '100';
const size = 20;
const page = { first: size + 1 };
const idsFrom = (start: number) => Array.from({ length: size }, (_, i) => String(start + i));
const posts = idsFrom(first.posts + 1);
const comments = idsFrom(first.comments + 1);
const people = idsFrom(1);
const postAt = (n: number): string => String(first.posts + n);
/** Number of accounts in the viewer's feed: those that the viewer follows, and the viewer. */
const circle = 27;

interface Bounds {
  /** Rows that may go into a sort: those of a page of each parent. */
  sorted: number;
  /** Rows that scans may read. */
  read: number;
}

const usual: Bounds = { sorted: size * page.first, read: 1_000 };

/** A search compares at most 650 accounts, and reads more to leave out those that the viewer may not see. */
const found = { sorted: 650, read: 4_000 };

type Read = [what: string, run: (q: Queryable) => Promise<unknown>, bounds?: Partial<Bounds>];

const reads: Read[] = [
  ['posts by id', (q) => visiblePosts(readerOn(q), viewer, posts)],
  ['the newest posts', (q) => newestPosts(q, viewer, page)],
  [
    'the posts of a time',
    (q) => newestPosts(q, viewer, { ...page, from: posts[0] ?? '', after: posts[9] ?? '' }),
  ],
  [
    'the newest posts at the largest offset',
    (q) => newestPosts(q, viewer, { ...page, offset: 10_000 }),
    { read: 10_500 },
  ],
  ['posts of authors', (q) => postsOfAuthors(q, viewer, people, page)],
  ['comments of posts', (q) => commentsOfPosts(readerOn(q), viewer, posts, page)],
  [
    'comments at an offset',
    (q) => commentsOfPosts(readerOn(q), viewer, [popularPost], { ...page, offset: 500 }),
    { read: 2_000 },
  ],
  ['replies to comments', (q) => repliesTo(readerOn(q), viewer, comments, page)],
  ['comments by id', (q) => visibleComments(readerOn(q), viewer, comments)],
  ['who may delete a comment', (q) => commentStanding(q, viewer, popularComment)],
  ['likes of posts', (q) => postLikes.list(q, viewer, posts, page)],
  ['likes of comments', (q) => commentLikes.list(q, viewer, comments, page)],
  ['shares of posts', (q) => sharesOfPosts(q, viewer, posts, page)],
  ['followers', (q) => followsOf(q, viewer, 'followers', people, page)],
  ['followed accounts', (q) => followsOf(q, viewer, 'following', people, page)],
  ['blocked accounts', (q) => blockedUsers(q, viewer, page)],
  ['muted accounts', (q) => mutedUsers(q, viewer, page)],
  [
    'candidates of a page',
    (q) => candidatesBelow(q, viewer, largestId, 50),
    { sorted: circle * 50, read: circle * 50 },
  ],
  [
    'candidates of a timeline',
    (q) => candidatesBelow(q, viewer, largestId, 800),
    { sorted: circle * 800, read: circle * 800 },
  ],
  ['accounts by id', (q) => visibleUsers(q, viewer, people)],
  ['the own comments', (q) => ownComments(q, viewer, size)],
  ['the own shares', (q) => ownShares(q, viewer, size)],
  ['the own likes of posts', (q) => postLikes.own(q, eager, size)],
  ['the own likes of comments', (q) => commentLikes.own(q, eager, size)],
  ['the statistics of authors', (q) => statisticsOf(readerOn(q), viewer, people.slice(0, 5))],
  // They are read for all viewers, at most once a minute: all posts of the hours, and those are sorted by hour.
  [
    'trending posts',
    (q) => bestOfRanges(q, [45_000, 40_000].map(postAt), [largestId, postAt(45_000)]),
    { sorted: 12_000, read: 12_000 },
  ],
  ['search', (q) => searchUsers(q, viewer, 'user1'), found],
  ['search within names', (q) => searchUsers(q, viewer, 'ser19')],
  ['search for what all names contain', (q) => searchUsers(q, viewer, 'ser'), found],
  ['sessions of an account', (q) => liveSessions(q, viewer)],
  ['one session', (q) => liveSession(q, { id: '100', userId: '101' })],
  ['sessions that ended recently', (q) => recentlyEnded(q, 900)],
  ['the addresses of an account', (q) => loginOrigins(q, viewer, 'user5')],
  ['a refresh token', (q) => findRefreshToken(q, 'unknown', 10)],
  ['credentials', (q) => credentialsOf(q, 'user5')],
  ['taken names', (q) => takenNames(q, { username: 'user5', email: 'user6@example.com' })],
];

const post = { id: popularPost, authorId: viewer };
const comment = { postId: popularPost, authorId: viewer, parentId: popularComment, content: 'text' };

/** As many as go together. */
const many = Array.from({ length: 64 }, (_, i) => i);
const newPost = () => ({ authorId: viewer, title: null, content: 'text', mediaType: null, requestId: null });
const toFollowing = (i: number) => ({
  actorId: viewer,
  targetId: people[i % people.length] ?? '',
  requestId: null,
});
const toSharing = (i: number) => ({
  id: posts[i % posts.length] ?? '',
  sharerId: viewer,
  caption: '',
  requestId: null,
});
const likeOf = (targets: readonly string[]) => (i: number) => ({
  targetId: targets[i % targets.length] ?? '',
  userId: viewer,
});

const writes: [what: string, run: (tx: Tx) => Promise<unknown>][] = [
  ['posts', (tx) => posting.run(tx, many.map(newPost), 'wait')],
  ['a change of a post', (tx) => changePost(tx, post, { content: 'text' })],
  ['the deletion of a post', (tx) => markPostDeleted(tx, post)],
  ['the lock of a post', (tx) => lockPost(tx, viewer, popularPost)],
  ['shares', (tx) => sharing.run(tx, many.map(toSharing), 'wait')],
  ['the end of shares', (tx) => endedShares.run(tx, many.map(toSharing), 'skip')],
  ['a comment', (tx) => insertNewComment(tx, comment)],
  ['the lock of a comment', (tx) => lockCommentFor(tx, viewer, popularComment)],
  [
    'a change of a comment',
    (tx) => changeComment(tx, { id: popularComment, authorId: '14', content: 'new' }),
  ],
  ['the deletion of a comment', (tx) => markThreadDeleted(tx, popularComment)],
  ['follows', (tx) => following.run(tx, many.map(toFollowing), 'wait')],
  ['the end of follows', (tx) => unfollowing.run(tx, many.map(toFollowing), 'skip')],
  ['likes of posts', (tx) => postLikes.add.run(tx, many.map(likeOf(posts)), 'skip')],
  ['the removal of likes of posts', (tx) => postLikes.remove.run(tx, many.map(likeOf(posts)), 'wait')],
  ['likes of comments', (tx) => commentLikes.add.run(tx, many.map(likeOf(comments)), 'wait')],
  [
    'the removal of likes of comments',
    (tx) => commentLikes.remove.run(tx, many.map(likeOf(comments)), 'skip'),
  ],
];

/** One row, read with every home feed. */
const tiny = new Set<string | undefined>(['feed_state']);

function check({ name, plan, generic }: Explained, { sorted, read }: Bounds): void {
  for (const node of [...nodesOf(plan), ...nodesOf(generic)]) {
    const wholeTable = node['Node Type'] === 'Seq Scan' && !tiny.has(node['Relation Name']);
    assert.ok(!wholeTable, `${name} reads all of ${node['Relation Name']}`);
  }
  for (const node of nodesOf(plan).filter((sort) => /Sort$/.test(sort['Node Type']))) {
    const rows = (node.Plans ?? []).reduce((total, input) => total + rowsOf(input), 0);
    assert.ok(rows <= sorted, `${name} sorts ${rows} rows`);
  }
  assert.ok(rowsRead(plan) <= read, `${name} scans ${rowsRead(plan)} rows`);
}

describe('plans of hot statements', () => {
  let server: TestDatabase, redisServer: TestRedis, database: Database, redis: Redis, timelines: Timelines;
  let explainer: Explainer;

  before(async function () {
    this.timeout(patience(60_000));
    [server, redisServer] = await Promise.all([testDatabase(), testRedis()]);
    // A pooler may hand out sessions that were opened before the settings of the database changed.
    const direct = { url: server.url, pooler: 'none' } as const;
    await fillLargeNetwork(server.openOwner({ statementTimeoutMs: 60_000 }));
    database = server.open(direct);
    redis = openRedis({ url: redisServer.url, timeoutMs: 2_000, clientName: 'test', logger: silentLogger() });
    await redisReady(redis);
    timelines = createTimelines({ redis, size: 800, ttlSeconds: 60 });
    explainer = createExplainer(database);
    if (!(await explainsGenericPlans(database))) this.skip();
  });
  after(async () => {
    await redis.close();
    await Promise.all([server.drop(), redisServer.stop()]);
  });

  const checkAll = (bounds: Partial<Bounds> = {}): void => {
    const explained = explainer.take();
    assert.notEqual(explained.length, 0);
    for (const one of explained) check(one, { ...usual, ...bounds });
  };
  const within = async (run: (tx: Tx) => Promise<unknown>): Promise<void> => {
    const undo = new Error('undo');
    const work = database.transaction(async (tx) => {
      await run(explainer.of(tx));
      throw undo;
    });
    await assert.rejects(work, (error: Error) => error === undo || error.cause === undo);
  };

  for (const [what, run, bounds] of reads)
    it(`read ${what} by index, and sort no more than it returns`, async () => {
      await run(explainer.of(database));
      checkAll(bounds);
    });

  for (const [what, run] of writes)
    it(`write ${what} by index`, async () => {
      await within(run);
      checkAll();
    });

  it('read a page of the home feed by index, with and without a timeline', async () => {
    const feed = createHomeFeed({ database: explainer.of(database), timelines, logger: silentLogger() });
    for (const detail of ['full', 'full', 'brief'] as const) await feed.page(viewer, { first: size, detail });
    checkAll({ sorted: circle * 800, read: 2_000 });
  });

  it('read the followers of a fan-out in order', async () => {
    const options = { threshold: 1_000, chunk: 500, signal: AbortSignal.timeout(5_000) };
    await within((tx) => fanOutPost(tx, timelines, String(first.posts + 3), options));
    checkAll();
  });

  it('are found when they read or sort a table', async () => {
    const q = explainer.of(database);
    const found = async (reason: string, text: string): Promise<void> => {
      await q.query(statement(`test.${reason}`, text));
      assert.throws(() => checkAll(), new RegExp(`^AssertionError.*: test.${reason} ${reason} \\S+`));
    };
    await found('reads', 'SELECT FROM posts WHERE content = $$none$$');
    await found('sorts', `SELECT FROM posts WHERE id < ${first.posts + 500} ORDER BY content LIMIT 1`);
    await found('scans', `SELECT count(*) FROM posts WHERE id < ${first.posts + 5_000}`);
  });
});
