import assert from 'node:assert/strict';
import { once } from 'node:events';
import { referenceFeed } from '@feed/store/feed/reference';
import type { Database } from '@feed/store/postgres/queryable';
import { statement } from '@feed/store/postgres/statement';
import { patience } from '@feed/testkit/patience';
import { until } from '@feed/testkit/until';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Answer, type Client, clientOf } from '../../support/client.js';
import { type Someone, crowd } from '../../support/people.js';
import { startApi } from '../../support/process.js';

const generous = { RATE_READS_PER_ADDRESS: '1000000', RATE_READS_PER_ACCOUNT: '1000000' };
const home = `query ($first: Int, $after: String) { homeFeed(first: $first, after: $after) { edges { cursor
  node { id title content likesCount commentCount shareCount isLikedByUser user { firstName } }
  reason { kind caption sharedBy { id firstName } } } pageInfo { hasNextPage endCursor } } }`;

interface Row {
  id: string;
  title: string | null;
  content: string;
  like_count: number;
  comment_count: number;
  share_count: number;
  liked: boolean;
  first_name: string;
}
const shownRows = statement<Row>(
  'test.shown',
  `SELECT p.id, p.title, p.content, p.like_count, p.comment_count, p.share_count, u.first_name,
     EXISTS (SELECT FROM post_likes l WHERE l.post_id = p.id AND l.user_id = $1) AS liked
   FROM posts p JOIN users u ON u.id = p.author_id WHERE p.id = ANY ($2::bigint[])`,
);
const names = statement<{ id: string; first_name: string }>('test.names', 'SELECT id, first_name FROM users');
const posts = statement<{ id: string; author_id: string; shared: boolean }>(
  'test.posts',
  'SELECT id, author_id, shared_post_id IS NOT NULL AS shared FROM posts ORDER BY id DESC LIMIT 40',
);
const comments = statement<{ id: string; author_id: string }>(
  'test.comments',
  'SELECT id, author_id FROM comments',
);
const endBackends = statement(
  'test.end_backends',
  `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
   WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name NOT LIKE 'feed-test%'`,
);
const insert = 'INSERT INTO posts (author_id, content) VALUES ($1, $2)';

/** A pseudo-random sequence, the same in every run. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('feeds of another process', () => {
  let app: TestApp, writer: Client, database: Database;
  let people: Someone[];
  let random: (below: number) => number;
  before(async () => {
    app = await startTestApp();
    writer = clientOf(app);
    database = app.database.openOwner();
  });
  after(() => app.stop());
  beforeEach(async () => {
    people = await crowd(app, 6);
    random = randomOf(20_261_128);
  });

  const anyone = (): Someone => people[random(people.length)] as Someone;
  const anyPost = async (own?: Someone): Promise<string> => {
    const rows = await database.query(posts);
    const fitting = own ? rows.filter((row) => row.author_id === own.id) : rows;
    return fitting[random(Math.min(12, fitting.length))]?.id ?? '1';
  };
  const mutate = (who: Someone, field: string, variables: object = {}) =>
    writer.gql(
      `mutation ($id: ID = "1", $text: String = "x") { ${field} { success } }`,
      variables,
      who.token,
    );
  const onAccount = (field: string) => async () =>
    void (await mutate(anyone(), `${field}(userId: $id)`, { id: anyone().id }));
  const onPost = (field: string) => async () =>
    void (await mutate(anyone(), `${field}(postId: $id)`, { id: await anyPost() }));
  const post = (who: Someone, text: string) => mutate(who, 'createPost(content: $text)', { text });

  /** Every write that a feed shows, by the api and by hand. */
  const writes: (() => Promise<void>)[] = [
    async () => void (await post(anyone(), `post ${random(1000)}`)),
    async () => void (await Promise.all([1, 2, 3].map((n) => post(anyone(), `together ${n}`)))),
    async () => {
      const who = anyone();
      const variables = { id: await anyPost(who), text: `edited ${random(1000)}` };
      await mutate(who, 'updatePost(id: $id, input: { content: $text, title: $text })', variables);
    },
    async () => {
      const who = anyone();
      await mutate(who, 'deletePost(id: $id)', { id: await anyPost(who) });
    },
    ...[1, 2, 3].map(() => onPost('likePost')),
    onPost('unlikePost'),
    async () => {
      const variables = { id: await anyPost(), text: `caption ${random(1000)}` };
      await mutate(anyone(), 'sharePost(input: { postId: $id, caption: $text })', variables);
    },
    onPost('unsharePost'),
    async () =>
      void (await mutate(anyone(), 'createComment(input: { postId: $id, content: $text })', {
        id: await anyPost(),
      })),
    async () => {
      const rows = await database.query(comments);
      const row = rows[random(rows.length)];
      const who = people.find(({ id }) => id === row?.author_id);
      if (row && who) await mutate(who, 'deleteComment(id: $id)', { id: row.id });
    },
    ...[1, 2, 3].map(() => onAccount('followUser')),
    onAccount('unfollowUser'),
    ...['blockUser', 'unblockUser', 'unblockUser', 'muteUser', 'unmuteUser'].map(onAccount),
    async () =>
      void (await mutate(anyone(), 'updateUserProfile(input: { firstName: $text })', {
        text: `Name ${random(99)}`,
      })),
    async () => {
      const sql = `UPDATE posts SET like_count = like_count + 1 WHERE id = ${await anyPost()}`;
      await database.query({ ...statement('test.by_hand', sql), prepared: false });
    },
  ];

  /** The reader may answer 503 once while its connections are being replaced. */
  async function page(
    reader: Client,
    viewer: Someone,
    variables: object,
  ): Promise<NonNullable<Answer['data']>> {
    let answer: Answer = {};
    await until('the feed is read', async () => {
      answer = await reader.gql(home, variables, viewer.token);
      const code = answer.errors?.[0]?.extensions.code;
      assert.ok(code === undefined || code === 'UNAVAILABLE', code);
      return code === undefined;
    });
    return answer.data?.homeFeed as NonNullable<Answer['data']>;
  }

  async function compare(reader: Client, viewer: Someone): Promise<void> {
    const seen: unknown[] = [];
    for (let after: string | undefined, more = true; more;) {
      const { edges, pageInfo } = await page(reader, viewer, { first: 1 + random(30), after });
      for (const { node, reason } of edges as {
        node: Record<string, unknown>;
        reason: Record<string, unknown>;
      }[])
        seen.push({ ...node, kind: reason['kind'], sharedBy: reason['sharedBy'] ?? null });
      after = pageInfo.endCursor as string;
      more = pageInfo.hasNextPage as boolean;
    }
    const { items } = await referenceFeed(database, viewer.id, { first: 500 });
    const rows = await database.query(shownRows, [viewer.id, items.map(({ postId }) => postId)]);
    const named = new Map((await database.query(names)).map(({ id, first_name }) => [id, first_name]));
    const expected = items.map(({ postId, kind, sharedBy }) => {
      const row = rows.find(({ id }) => id === postId) as Row;
      return {
        ...{ id: postId, title: row.title, content: row.content, likesCount: row.like_count },
        ...{ commentCount: row.comment_count, shareCount: row.share_count, isLikedByUser: row.liked },
        ...{ user: { firstName: row.first_name }, kind },
        sharedBy: sharedBy === null ? null : { id: sharedBy, firstName: named.get(sharedBy) ?? '' },
      };
    });
    assert.deepEqual(JSON.parse(JSON.stringify(seen)), expected);
  }

  /** Readers that make the other process poll and fill at any moment. */
  function disturb(url: () => string): () => Promise<void> {
    let stopped = false;
    const loops = Array.from({ length: 4 }, async (_, nth) => {
      while (!stopped) {
        const viewer = people[nth] as Someone;
        await clientOf({ url: url() })
          .gql(home, { first: 5 }, viewer.token)
          .catch(() => undefined);
      }
    });
    return async () => {
      stopped = true;
      await Promise.all(loops);
    };
  }

  async function history(env: Record<string, string>): Promise<void> {
    const start = async () => {
      const api = startApi({ ...generous, ...app.database.env, LOG_LEVEL: 'info', ...env });
      const { port } = await api.line(({ msg }) => msg === 'the api is listening');
      return { child: api.child, url: `http://127.0.0.1:${port}` };
    };
    let reading = await start();
    const stop = disturb(() => reading.url);
    const long = { author: anyone(), text: 'of a long transaction' };
    try {
      await database.withClient(async (client) => {
        await client.query('BEGIN');
        await client.query(insert, [long.author.id, long.text]);
        for (let step = 1; step <= 120; step += 1) {
          await (writes[random(writes.length)] as () => Promise<void>)();
          if (step % 40 === 20)
            await app.database
              .open({ applicationName: 'feed-test-end' })
              .query(endBackends)
              .catch(() => []);
          if (step === 60) {
            reading.child.kill('SIGKILL');
            await once(reading.child, 'exit');
            reading = await start();
          }
          await compare(clientOf(reading), anyone());
        }
        await client.query('COMMIT');
      });
      for (const viewer of people) await compare(clientOf(reading), viewer);
    } finally {
      await stop();
      reading.child.kill('SIGKILL');
    }
  }

  it('are true after each write, whatever ends in between', () =>
    history({ REDIS_URL: app.redis.url })).timeout(patience(120_000));
  it('are true without Redis and without a worker', () =>
    history({ REDIS_URL: 'redis://127.0.0.1:1' })).timeout(patience(120_000));
});
