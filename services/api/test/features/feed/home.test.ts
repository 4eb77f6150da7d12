import assert from 'node:assert/strict';
import { statement } from '@feed/store/postgres/statement';
import type { Database } from '@feed/store/postgres/queryable';
import { type TestApp, startTestApp } from '../../support/app.js';
import { type Client, clientOf, type Person } from '../../support/client.js';

const homeFeed = `query ($first: Int, $after: String) { homeFeed(first: $first, after: $after) {
  edges { cursor node { id content isLikedByUser user { username } }
    reason { kind sharedBy { username } shareId caption } }
  pageInfo { hasNextPage endCursor } } }`;
const userFeed = 'query ($limit: Int, $offset: Int) { userFeed(limit: $limit, offset: $offset) { id } }';

const write = statement<{ id: string }>(
  'test.write',
  `INSERT INTO posts (author_id, shared_post_id, content)
   SELECT $1, $2, $3 || n FROM generate_series(1, $4::int) n RETURNING id`,
);

const entitle = statement('test.entitle', "UPDATE posts SET title = 'titled'");

const account = '{ id username firstName lastName profilePic }';
/** Everything that brief entries have, and `more` fields of each post. */
const everythingBrief = (more: string) => `{ homeFeed(first: 5) {
  edges {
    cursor
    node { __typename id content createdAt isDeleted isLikedByUser likesCount commentCount commentsCount shareCount
      sharesCount engagementScore user ${account} ${more} }
    reason { kind shareId caption sharedBy ${account} }
  }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }
  ${more === '...Titled' ? 'fragment Titled on PostType { title }' : ''}`;

/** Does not count the list of revoked sessions, which is read every few seconds regardless of requests. */
const ofRequests = /^db_client_operation_duration_seconds_count\{operation="(?!sessions").*\} (\d+)$/gm;

interface Edge {
  cursor: string;
  node: { id: string; content: string };
  reason: object;
}

describe('feeds', () => {
  let app: TestApp, client: Client, database: Database;
  let reader: Person, friend: Person, stranger: Person;
  before(async () => {
    app = await startTestApp();
    client = clientOf(app);
    database = app.database.open();
  });
  after(() => app.stop());
  beforeEach(async () => {
    const register = () => client.register();
    [reader, friend, stranger] = await Promise.all([register(), register(), register()]);
    await send('followUser', friend.id);
  });

  const send = (field: string, id: string) =>
    client.data(`mutation ($id: ID!) { ${field}(userId: $id) { success } }`, { id }, reader.token);
  /** Newest first. */
  const post = async (author: Person, count = 1, shared: string | null = null, text = 'post ') =>
    (await database.query(write, [author.id, shared, text, count])).map(({ id }) => id).reverse();
  const read = async (variables: object = {}, { token } = reader) =>
    (await client.data(homeFeed, variables, token)).homeFeed;
  const ids = ({ edges }: { edges: Edge[] }) => edges.map(({ node }) => node.id);

  it('show the same with brief and with full entries', async () => {
    const [original = ''] = await post(stranger);
    await post(friend, 1, original, 'look: ');
    await post(friend, 2);
    await database.query(entitle);
    const { homeFeed: brief } = await client.data(everythingBrief(''), {}, reader.token);
    assert.equal(brief.edges.length, 3);
    for (const more of ['title', '... on PostType { title }', '...Titled']) {
      const { homeFeed: full } = await client.data(everythingBrief(more), {}, reader.token);
      for (const { node } of full.edges) {
        assert.equal(node.title, 'titled');
        delete node.title;
      }
      assert.deepEqual(full, brief);
    }
  });

  it('say why each post is there', async () => {
    const [original = ''] = await post(stranger);
    const [share] = await post(friend, 1, original, 'look: ');
    const [own] = await post(reader);
    const { edges } = await read();
    const authored = { kind: 'AUTHORED', sharedBy: null, shareId: null, caption: null };
    const shared = {
      kind: 'SHARED',
      sharedBy: { username: friend.username },
      shareId: share,
      caption: 'look: 1',
    };
    assert.deepEqual(
      edges.map(({ node, reason }: Edge) => [node.id, reason]),
      [
        [own, authored],
        [original, shared],
      ],
    );
    assert.equal(edges[1].node.user.username, stranger.username);
  });

  it('are paged, each post once, while other posts are written', async () => {
    const posts = await post(friend, 7);
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page = await read({ first: 3, after });
      seen.push(...ids(page));
      ({ endCursor: after, hasNextPage: more } = page.pageInfo);
      await post(reader);
    }
    assert.deepEqual(seen, posts);
  });

  it('show the same fields of a post as the post itself, whatever a document selects', async () => {
    await client.data(
      'mutation { updateUserProfile(input: { bio: "Writes." }) { success } }',
      null,
      friend.token,
    );
    const created = await client.data(
      'mutation { createPost(input: { title: "A title", content: "text", mediaType: "image" }) { post { id } } }',
      null,
      friend.token,
    );
    const usual =
      'id content createdAt isDeleted isLikedByUser likesCount commentCount commentsCount shareCount sharesCount engagementScore';
    const author = 'id username firstName lastName profilePic createdAt';
    const rest = 'title mediaFile mediaType updatedAt';
    const counts = 'bio isVerified followersCount followingCount postsCount';
    for (const [fields, fragment] of [
      [`${usual} user { ${author} }`, ''],
      [`${usual} ${rest} user { ${author} ${counts} }`, ''],
      [
        '...Shown',
        `fragment Shown on PostType { ${usual} user { ${author} ... on CustomUserType { bio } } }`,
      ],
      ['...Shown', `fragment Shown on PostType { title }`],
    ]) {
      const feed = `{ homeFeed { edges { node { ${fields} } } } } ${fragment}`;
      const alone = `query ($id: ID!) { postById(id: $id) { ${fields} } } ${fragment}`;
      const { id } = created.createPost.post;
      const { postById } = await client.data(alone, { id }, reader.token);
      const { homeFeed: shown } = await client.data(feed, null, reader.token);
      assert.deepEqual(shown.edges[0].node, postById);
    }
  });

  it('reflect what the reader does immediately', async () => {
    const [seen = ''] = await post(friend);
    assert.deepEqual(ids(await read()), [seen]);
    for (const [hide, show] of [
      ['muteUser', 'unmuteUser'],
      ['unfollowUser', 'followUser'],
    ] as const) {
      await send(hide, friend.id);
      assert.deepEqual(ids(await read()), [], hide);
      await send(show, friend.id);
    }
    await send('blockUser', friend.id);
    assert.deepEqual(ids(await read()), []);
  });

  it('can also be read as lists, with limit and offset', async () => {
    const posts = await post(friend, 130);
    const list = async (limit?: number, offset?: number) =>
      (await client.data(userFeed, { limit, offset }, reader.token)).userFeed.map(
        ({ id }: { id: string }) => id,
      );
    assert.deepEqual(await list(), posts.slice(0, 10));
    assert.deepEqual(await list(5, 3), posts.slice(3, 8));
    assert.deepEqual(await list(500, 0), posts.slice(0, 100));
    assert.deepEqual(await list(20, 120), posts.slice(120));
    assert.deepEqual(await list(20, 130), []);
    assert.deepEqual(await list(20, 1_000), []);
    assert.deepEqual(await list(0, 0), []);
  });

  it('reject anonymous callers, foreign cursors and oversized pages', async () => {
    const code = async (variables: object, token?: string) =>
      (await client.gql(homeFeed, variables, token)).errors?.[0]?.extensions.code;
    assert.equal(await code({}), 'UNAUTHENTICATED');
    assert.equal(await code({ after: 'nonsense' }, reader.token), 'INVALID_CURSOR');
    for (const first of [0, -1, 101]) assert.equal(await code({ first }, reader.token), 'INVALID_INPUT');
    assert.equal((await client.gql(userFeed)).errors?.[0]?.extensions.code, 'UNAUTHENTICATED');
  });

  it('cost one statement and no Redis command when they are in memory', async () => {
    await post(friend, 3);
    const spy = await monitorRedis(app);
    const cost = async () => {
      const before = await statements();
      await spy.commands();
      assert.equal(ids(await read({ first: 2 })).length, 2);
      return { redis: await spy.commands(), sql: (await statements()) - before };
    };
    try {
      await cost();
      assert.deepEqual(await cost(), { redis: [], sql: 1 });
    } finally {
      spy.stop();
    }
  });

  /** How many SQL statements requests have sent so far. */
  async function statements(): Promise<number> {
    const text = await app.context.metrics.text();
    const counts = [...text.matchAll(ofRequests)];
    return counts.reduce((sum, [, count]) => sum + Number(count), 0);
  }
});

/**
 * Sees every command that requests send to Redis, but not what scripts do inside, nor the wake-up of workers. Mutations of
 * before are still settled with their rates, some time after their responses.
 */
async function monitorRedis({ context }: TestApp) {
  const { client } = context.redis;
  const watcher = client.duplicate();
  const own = /\baddr=(\S+)/.exec(String(await client.sendCommand(['CLIENT', 'INFO'])))?.[1];
  let seen: string[] = [];
  await watcher.connect();
  await watcher.monitor((line) => {
    const [, address, command] = /^\S+ \[\d+ (\S+)\] "(\w+)"/.exec(String(line)) ?? [];
    if (address === own && command !== undefined && !String(line).includes('"rl:'))
      seen.push(command.toUpperCase());
  });
  return {
    /** The commands since the last call. */
    commands: async () => {
      await client.echo('done');
      while (seen.at(-1) !== 'ECHO') await new Promise((resolve) => setImmediate(resolve));
      const commands = seen.slice(0, -1);
      seen = [];
      return commands;
    },
    stop: () => watcher.destroy(),
  };
}
