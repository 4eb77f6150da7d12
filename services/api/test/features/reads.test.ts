import assert from 'node:assert/strict';
import { createMetrics } from '@feed/platform/metrics';
import { createInstruments } from '../../src/ops/instruments.js';
import { type TestApp, startTestApp } from '../support/app.js';
import { type Client, clientOf } from '../support/client.js';
import { type Content, contentOf } from '../support/content.js';
import { crowd, type Someone } from '../support/people.js';

const posts = 20;
const page = `query ($limit: Int) { allPosts(limit: $limit) {
  id content isLikedByUser user { id username posts(limit: 3) { id } }
  comments(limit: 3) { id user { id } post { id } likes { user { id } }
    replies(limit: 2) { id user { id } parentComment { id } } }
  likes(limit: 5) { createdAt user { id } post { id } }
  shares(limit: 5) { caption user { id } post { id } } } }`;

/** One statement for each list and one for each parent field, however long the page is. */
const expected = [
  'comment_likes.list',
  'comments.by_id',
  'comments.of_posts',
  'comments.replies',
  'post_likes.list',
  'posts.by_id',
  'posts.newest',
  'posts.of_authors',
  'shares.of_posts',
];

describe('a page of posts with everything below them', () => {
  let app: TestApp, client: Client, content: Content;
  let people: Someone[];
  const ran: string[] = [];

  before(async () => {
    const metrics = createMetrics({ service: 'api', version: '0', revision: '0', defaults: false });
    const instruments = createInstruments(metrics);
    const database = { ...instruments.database, ran: (name: string) => void ran.push(name) };
    app = await startTestApp({ overrides: { metrics, instruments: { ...instruments, database } } });
    client = clientOf(app);
    content = contentOf(client);
    people = await crowd(app, 5);
    await Promise.all(Array.from({ length: posts }, (_, i) => fill(i)));
  });
  after(() => app.stop());

  const person = (i: number): Someone => people[i % people.length] as Someone;
  const like =
    'mutation ($p: ID!, $c: ID!) { likePost(postId: $p) { liked } likeComment(commentId: $c) { liked } }';

  async function fill(i: number): Promise<void> {
    const post = await content.post(person(i));
    const comment = await content.comment(person(i + 1), post);
    await content.comment(person(i + 2), post, comment);
    await content.share(person(i + 3), post);
    await client.data(like, { p: post, c: comment }, person(i + 4).token);
  }

  async function statementsOf(limit: number): Promise<string[]> {
    ran.length = 0;
    const data = await client.data(page, { limit }, person(0).token);
    assert.equal(data.allPosts.length, limit);
    assert.ok(data.allPosts.every((post: { comments: object[] }) => post.comments.length === 1));
    return ran.filter((name) => name !== 'sessions.recently_revoked').sort();
  }

  it('takes one statement per list, whatever the size of the page', async () => {
    assert.deepEqual(await statementsOf(2), expected);
    assert.deepEqual(await statementsOf(posts), expected);
  });

  it("takes one statement for the caller's own address, however often it is asked for", async () => {
    ran.length = 0;
    await client.data(
      `{ me { email } allPosts(limit: ${posts}) { user { a: email b: email } } }`,
      null,
      person(0).token,
    );
    assert.equal(ran.filter((name) => name === 'users.model_find').length, 1);
  });
});
