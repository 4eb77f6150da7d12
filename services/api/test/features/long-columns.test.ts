import assert from 'node:assert/strict';
import type { Database } from '@feed/store/postgres/queryable';
import { createSharedReads } from '@feed/store/postgres/shared-reads';
import { statement } from '@feed/store/postgres/statement';
import { type TestApp, startTestApp } from '../support/app.js';
import { type Client, clientOf } from '../support/client.js';
import { contentOf } from '../support/content.js';
import { type Someone, crowd } from '../support/people.js';

const text = 'a long text';
const note = 'a long comment';
const bio = 'a long bio';

interface Ids {
  author: string;
  post: string;
  comment: string;
}

/** Queries whose selection is left out. */
type Field = (ids: Ids) => string;

const users: Record<string, Field> = {
  me: () => 'me { ? }',
  userById: ({ author }) => `userById(id: "${author}") { ? }`,
  searchUsers: () => 'searchUsers(query: "user_") { ? }',
  followers: ({ author }) => `userById(id: "${author}") { followers { follower { ? } } }`,
  'the owner of a list of followers': ({ author }) =>
    `userById(id: "${author}") { followers { followee { ? } } }`,
  following: () => 'me { following { followee { ? } } }',
  followingConnection: () => 'me { followingConnection { edges { node { ? } } } }',
  blockedUsers: () => 'blockedUsers { edges { node { ? } } }',
  mutedUsers: () => 'mutedUsers { edges { node { ? } } }',
  'likes of a post': ({ post }) => `postById(id: "${post}") { likes { user { ? } } }`,
  'likes of a comment': ({ post }) =>
    `postComments(postId: "${post}") { likesConnection { edges { node { user { ? } } } } }`,
  'authors of posts': () => 'allPosts { user { ? } }',
  'authors of comments': ({ post }) => `postComments(postId: "${post}") { user { ? } }`,
  'authors of shares': ({ post }) => `postById(id: "${post}") { shares { user { ? } } }`,
  'authors of the feed': () => 'homeFeed { edges { node { user { ? } } } }',
  'sharers of the feed': () => 'homeFeed { edges { reason { sharedBy { ? } } } }',
  'the owner of a list of followers in the feed': () =>
    'homeFeed { edges { node { user { followers { followee { ? } } } } } }',
};

const posts: Record<string, Field> = {
  postById: ({ post }) => `postById(id: "${post}") { ? }`,
  allPosts: () => 'allPosts { ? }',
  'allPosts of an author': ({ author }) => `allPosts(userId: "${author}") { ? }`,
  postsConnection: () => 'postsConnection { edges { node { ? } } }',
  'posts of an account': ({ author }) => `userById(id: "${author}") { posts { ? } }`,
  'postsConnection of an account': ({ author }) =>
    `userById(id: "${author}") { postsConnection { edges { node { ? } } } }`,
  homeFeed: () => 'homeFeed { edges { node { ? } } }',
  userFeed: () => 'userFeed { ? }',
  'the post of a comment': ({ post }) => `postComments(postId: "${post}") { post { ? } }`,
  'the post of a share': ({ post }) => `postById(id: "${post}") { shares { post { ? } } }`,
  'the post of a like': ({ post }) => `postById(id: "${post}") { likes { post { ? } } }`,
};

const comments: Record<string, Field> = {
  postComments: ({ post }) => `postComments(postId: "${post}") { ? }`,
  postCommentsConnection: ({ post }) => `postCommentsConnection(postId: "${post}") { edges { node { ? } } }`,
  commentReplies: ({ comment }) => `commentReplies(commentId: "${comment}") { ? }`,
  commentRepliesConnection: ({ comment }) =>
    `commentRepliesConnection(commentId: "${comment}") { edges { node { ? } } }`,
  'comments of a post': ({ post }) => `postById(id: "${post}") { comments { ? } }`,
  'the parent of a reply': ({ comment }) => `commentReplies(commentId: "${comment}") { parentComment { ? } }`,
  'the comment of a like': ({ post }) => `postComments(postId: "${post}") { likes { comment { ? } } }`,
};

const shares: Record<string, Field> = {
  'shares of a post': ({ post }) => `postById(id: "${post}") { shares { ? } }`,
  sharesConnection: ({ post }) => `postById(id: "${post}") { sharesConnection { edges { node { ? } } } }`,
  'reasons of the feed': () => 'homeFeed { edges { reason { ? } } }',
};

const fillBios = statement('test.bios', 'UPDATE users SET bio = $1');
const fillComments = statement('test.comments', 'UPDATE comments SET content = $1');
const like =
  'mutation ($p: ID!, $c: ID!) { likePost(postId: $p) { liked } likeComment(commentId: $c) { liked } }';
const follow = 'mutation ($id: ID!) { followUser(userId: $id) { success } }';
const avoid =
  'mutation ($b: ID!, $m: ID!) { blockUser(userId: $b) { success } muteUser(userId: $m) { success } }';

type Five = [Someone, Someone, Someone, Someone, Someone];

describe('long columns', () => {
  let app: TestApp, client: Client, viewer: Someone, ids: Ids;
  let rows: unknown[] = [];

  before(async () => {
    app = await startTestApp({ env: { FEED_MEMORY_BYTES: '0' } });
    client = clientOf(app);
    const content = contentOf(client);
    const people = await crowd(app, 6);
    const [author, sharer, stranger, blocked, muted] = people.slice(1) as Five;
    viewer = people[0] as Someone;
    const post = await content.post(author, text);
    const comment = await content.comment(author, post);
    await content.comment(sharer, post, comment);
    await content.share(sharer, post, text);
    await content.share(sharer, await content.post(stranger, text), text);
    await client.data(like, { p: post, c: comment }, sharer.token);
    for (const id of [author.id, sharer.id]) await client.data(follow, { id }, viewer.token);
    await client.data(follow, { id: viewer.id }, sharer.token);
    await client.data(avoid, { b: blocked.id, m: muted.id }, viewer.token);
    await app.context.database.query(fillBios, [bio]);
    await app.context.database.query(fillComments, [note]);
    ids = { author: author.id, post, comment };
    keepRows(app.context.database);
    // Statements that callers share do not go by the database of the features.
    Object.assign(app.context, { sharedReads: createSharedReads(app.context.database) });
  });
  after(() => app.stop());

  /** Keeps what statements return. The features and the feed share this object. */
  function keepRows(database: Database): void {
    const { query } = database;
    Object.assign(database, {
      query: async (...args: Parameters<Database['query']>) => {
        const result = await query(...args);
        rows.push(...result);
        return result;
      },
    });
  }

  async function read(field: Field, selection: string): Promise<{ answer: string; fetched: string }> {
    rows = [];
    const data = await client.data(`{ ${field(ids).replace('?', selection)} }`, null, viewer.token);
    return { answer: JSON.stringify(data), fetched: JSON.stringify(rows) };
  }

  const shown = (kinds: Record<string, Field>, name: string, value: string, other = 'id') => {
    for (const [what, field] of Object.entries(kinds))
      it(`are read for ${what} only when ${name} is selected`, async () => {
        const without = await read(field, other);
        assert.notEqual(without.fetched, '[]');
        assert.doesNotMatch(without.fetched, new RegExp(value));
        const { answer } = await read(field, name);
        assert.match(answer, new RegExp(value));
      });
  };
  shown(users, 'bio', bio);
  shown(posts, 'content', text);
  shown(comments, 'content', note);
  shown(shares, 'caption', text, '__typename');

  it('are read when one of several occurrences of a field selects them, in any operation of a document', async () => {
    const query = `
      fragment short on Query { allPosts { id user { id } } homeFeed { edges { node { id } } } }
      query A { ...short }
      query B {
        ...short
        allPosts { content user { bio followersCount } }
        homeFeed { edges { node { title content user { bio } } } }
      }`;
    const run = async (operationName: string) =>
      JSON.stringify((await client.post({ query, operationName }, viewer.token)).body);
    for (let i = 0; i < 3; i += 1) {
      assert.doesNotMatch(await run('A'), /errors|long/);
      const both = await run('B');
      assert.doesNotMatch(both, /errors/);
      assert.match(both, new RegExp(text));
      assert.match(both, new RegExp(bio));
    }
  });
});
