import assert from 'node:assert/strict';
import type { Database } from '@feed/store/postgres/queryable';
import { statement } from '@feed/store/postgres/statement';
import { type TestApp, startTestApp } from '../support/app.js';
import { type Client, clientOf } from '../support/client.js';
import { assertNoDeadlocks, assertNoDrift, contentOf } from '../support/content.js';
import { crowd, type Someone } from '../support/people.js';

const user = '{ id username followersCount followingCount postsCount }';
const post = `{ id title content likesCount commentsCount sharesCount isLikedByUser user ${user} }`;
const comment = '{ id content likesCount isLikedByUser user { id } }';
const mutation = (name: string, id: string, shown: string) =>
  `mutation ($id: ID!) { payload: ${name}(${id}: $id) { success message errors ${shown} } }`;
const documents = {
  createPost: `mutation ($id: ID!) { payload: createPost(userId: $id, input: { content: "text", title: " A title " }) {
    success message errors post ${post} } }`,
  updatePost: `mutation ($id: ID!) { payload: updatePost(id: $id, input: { content: "new" }) { success message post ${post} } }`,
  deletePost: mutation('deletePost', 'id', ''),
  likePost: mutation('likePost', 'postId', `liked post ${post}`),
  unlikePost: mutation('unlikePost', 'postId', `liked post ${post}`),
  comment: `mutation ($id: ID!) { payload: createComment(input: { postId: $id, content: "text" }) { success message comment ${comment} } }`,
  likeComment: mutation('likeComment', 'commentId', `liked comment ${comment}`),
  unlikeComment: mutation('unlikeComment', 'commentId', `liked comment ${comment}`),
  sharePost: `mutation ($id: ID!) { payload: sharePost(input: { postId: $id, caption: "look" }) {
    success message errors share { id caption user ${user} post { id sharesCount } } } }`,
  unsharePost: mutation('unsharePost', 'postId', `post ${post}`),
  followUser: mutation('followUser', 'userId', `following follower ${user} followee ${user}`),
  unfollowUser: mutation('unfollowUser', 'userId', `following follower ${user} followee ${user}`),
  blockUser: mutation('blockUser', 'userId', ''),
  unblockUser: mutation('unblockUser', 'userId', ''),
};
type Kind = keyof typeof documents;
const kinds = Object.keys(documents) as Kind[];
/** The kinds of things that the ids of mutations are of. */
const thingOf = (kind: Kind): 'user' | 'comment' | 'post' => {
  if (kind === 'createPost' || kind.endsWith('User')) return 'user';
  return kind.endsWith('Comment') ? 'comment' : 'post';
};

/** Every row that these writes leave behind, by the accounts that are concerned. */
const rowsOf = statement<Record<string, unknown>>(
  'test.rows',
  `SELECT 'user' AS what, id::text AS a, followers_count::text AS b, following_count::text AS c, posts_count::text AS d
     FROM users WHERE id = ANY($1)
   UNION ALL SELECT 'post', id::text, author_id::text, concat(title, '|', content, '|', deleted_at IS NULL), concat(like_count, '|', share_count)
     FROM posts WHERE author_id = ANY($1)
   UNION ALL SELECT 'comment', id::text, author_id::text, content, like_count::text FROM comments WHERE author_id = ANY($1)
   UNION ALL SELECT 'like', post_id::text, user_id::text, '', '' FROM post_likes WHERE user_id = ANY($1)
   UNION ALL SELECT 'comment like', comment_id::text, user_id::text, '', '' FROM comment_likes WHERE user_id = ANY($1)
   UNION ALL SELECT 'follow', follower_id::text, followee_id::text, '', '' FROM follows WHERE follower_id = ANY($1)
   UNION ALL (SELECT kind, coalesce(payload->>'postId', payload->>'followerId', payload->>'blockerId'),
       coalesce(payload->>'followeeId', payload->>'blockedId'), (request_id IS NOT NULL)::text, ''
     FROM events WHERE (payload->>'followerId')::bigint = ANY($1) OR (payload->>'blockerId')::bigint = ANY($1)
       OR (payload->>'postId')::bigint IN (SELECT id FROM posts WHERE author_id = ANY($1)))`,
);
const countEvents = statement<{ kind: string; all: number; different: number }>(
  'test.count_events',
  `SELECT kind, count(*)::int AS all, count(DISTINCT payload)::int AS different FROM events
   WHERE id > $1 GROUP BY kind ORDER BY kind`,
);
const newestEvent = statement<{ id: string }>(
  'test.newest_event',
  'SELECT coalesce(max(id), 0) AS id FROM events',
);
const followsAcrossBlocks = statement<{ follower_id: string }>(
  'test.follows_across_blocks',
  `SELECT follower_id FROM follows f JOIN blocks b
   ON (b.blocker_id, b.blocked_id) IN ((f.follower_id, f.followee_id), (f.followee_id, f.follower_id))`,
);

/** A sequence of numbers below 1 that depends on the seed alone. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** Accounts, and what they wrote, whose ids are replaced by their order of appearance. */
class World {
  readonly things: Record<'user' | 'comment' | 'post', string[]> = { user: [], comment: ['1'], post: ['1'] };
  readonly #names = new Map<string, string>();

  constructor(readonly people: readonly Someone[]) {
    this.things.user.push('1', ...people.map(({ id }) => id));
    for (const { id, username } of people) this.#names.set(username, `name of ${this.name(id)}`);
  }

  name(id: string): string {
    const name = this.#names.get(id) ?? `#${this.#names.size}`;
    this.#names.set(id, name);
    return name;
  }

  /** The same value with names instead of ids. */
  renamed(value: unknown): unknown {
    return JSON.parse(JSON.stringify(value), (_key, inner: unknown) =>
      typeof inner === 'string'
        ? inner.replaceAll(/^\d{15,}$|\buser_[0-9a-f]+\b/g, (name) => this.name(name))
        : inner,
    );
  }
}

describe('mutations without an idempotency key', () => {
  let app: TestApp, client: Client, database: Database;
  before(async () => {
    app = await startTestApp();
    client = clientOf(app);
    ({ database } = app.context);
  });
  after(async () => {
    await assertNoDeadlocks(database);
    await app.stop();
  });

  const send = async (kind: Kind, id: string, { token }: Someone, key?: string) => {
    const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
    const { data, errors } = await client.gql(documents[kind], { id }, token, headers);
    return { ...data?.payload, ...(errors && { codes: errors.map(({ extensions }) => extensions.code) }) };
  };
  const succeed = async (kind: Kind, id: string, who: Someone) => {
    const payload = await send(kind, id, who);
    assert.equal(payload.success, true, payload.message);
    return payload;
  };
  const eventsSince = async (id: string) => database.query(countEvents, [id]);
  const newest = async () => (await database.query(newestEvent))[0]?.id ?? '0';

  /** One step of a history, the same in each world. @returns the payload */
  async function step(world: World, random: () => number, key: string | undefined): Promise<unknown> {
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const [kind, who] = [pick(kinds), pick(world.people)];
    const id = kind === 'createPost' ? who.id : pick(world.things[thingOf(kind)]);
    const payload = await send(kind, id, who, key);
    if (kind === 'createPost') world.things.post.push(payload.post.id as string);
    if (payload.share) world.things.post.push(payload.share.id as string);
    if (kind === 'comment' && payload.comment) world.things.comment.push(payload.comment.id as string);
    return world.renamed({ kind, payload });
  }

  for (const seed of [1, 2, 3])
    it(`answer and leave behind what those with a key do (history ${seed})`, async () => {
      const worlds = [new World(await crowd(app, 4)), new World(await crowd(app, 4))] as const;
      const randoms = worlds.map(() => randomOf(seed));
      const seen = new Set<string>();
      for (let n = 0; n < 250; n += 1) {
        const [plain, keyed] = await Promise.all(
          worlds.map((world, i) =>
            step(world, randoms[i] ?? Math.random, i === 0 ? undefined : `${seed}-${n}`),
          ),
        );
        assert.deepEqual(plain, keyed);
        seen.add((plain as { payload: { message: string } }).payload.message.replace(/name of .*/, '…'));
      }
      for (const message of [
        'Post liked successfully',
        'Post not found',
        'Post shared successfully',
        'Now following …',
        'User not found',
      ])
        assert.ok(seen.has(message), message);
      const [plain, keyed] = await Promise.all(
        worlds.map(async (world) => {
          const rows = await database.query(rowsOf, [world.people.map(({ id }) => id)]);
          return rows.map((row) => JSON.stringify(world.renamed(row))).sort();
        }),
      );
      assert.deepEqual(plain, keyed);
    });

  it('are each done and recorded once when many come at once', async () => {
    const people = await crowd(app, 100);
    const [ada] = people as [Someone];
    const content = contentOf(client);
    const hot = await content.post(ada);
    const since = await newest();
    const written = await Promise.all(
      people.flatMap((person) => [person, person].map((one) => content.post(one))),
    );
    assert.equal(new Set(written).size, 200);
    const likes = people.flatMap((person, i) =>
      [hot, hot, written[i % 7] ?? ''].map((id) => succeed('likePost', id, person)),
    );
    const shares = people.flatMap((person) => [1, 2].map(() => succeed('sharePost', hot, person)));
    const shared = (await Promise.all(shares)).map(({ message }) => message as string);
    assert.equal(shared.filter((message) => message === 'Post shared successfully').length, 100);
    const follows = people.slice(1).map((person) => succeed('followUser', ada.id, person));
    const messages = (await Promise.all(likes)).map(({ message }) => message as string);
    assert.equal(messages.filter((message) => message === 'Post liked successfully').length, 200);
    assert.equal(messages.filter((message) => message === 'Post already liked').length, 100);
    const counts = (await Promise.all(follows)).map(({ followee }) => followee.followersCount as number);
    assert.deepEqual(
      counts.sort((a, b) => a - b),
      counts.map((_, i) => i + 1),
    );
    await assertNoDrift(database);
    assert.deepEqual(await eventsSince(since), [
      { kind: 'post.created', all: 200, different: 200 },
      { kind: 'post.shared', all: 100, different: 100 },
      { kind: 'user.followed', all: 99, different: 99 },
    ]);
  });

  it('keep every counter right, and never deadlock, among transactions that change the same rows', async () => {
    const world = new World(await crowd(app, 6));
    const content = contentOf(client);
    for (const person of world.people) {
      const id = await content.post(person);
      world.things.post.push(id);
      world.things.comment.push(await content.comment(person, id));
    }
    const random = randomOf(7);
    let n = 0;
    const storm = async (): Promise<void> => {
      for (let i = 0; i < 25; i += 1)
        await step(world, random, random() < 0.3 ? `storm-${(n += 1)}` : undefined);
    };
    await Promise.all(Array.from({ length: 16 }, storm));
    await assertNoDrift(database);
    assert.deepEqual(await database.query(followsAcrossBlocks), []);
  });
});
