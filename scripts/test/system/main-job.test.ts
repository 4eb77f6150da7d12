import assert from 'node:assert/strict';
import { type Client, createClient } from '@feed/cli/commands/smoke/client';
import { join, type Person } from '@feed/cli/commands/smoke/people';
import { startServices, type Services } from './support/services.js';

const homeFeed = `query ($first: Int, $after: String) { homeFeed(first: $first, after: $after) {
  edges { node { content likesCount commentCount shareCount isLikedByUser user { username } }
    reason { kind sharedBy { username } caption } }
  pageInfo { hasNextPage endCursor } } }`;
const comments = 'query ($id: ID!) { postComments(postId: $id) { content user { username } } }';

interface Result {
  success: boolean;
  message: string;
  post?: { id: string };
}

interface Page {
  edges: {
    node: {
      content: string;
      likesCount: number;
      commentCount: number;
      shareCount: number;
      isLikedByUser: boolean;
      user: { username: string };
    };
    reason: { kind: string; sharedBy: { username: string } | null; caption: string | null };
  }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** Names are made unique by a suffix. */
const nameOf = ({ username }: { username: string }): string => username.replace(/_\w+$/, '');

describe('the main job', () => {
  let services: Services, client: Client;
  before(async () => {
    services = await startServices();
    client = createClient(services.url, 10_000);
  });
  after(() => services.stop());

  const send = async (who: Person, mutation: string, variables: object) => {
    const field = /\b(\w+)\(/.exec(mutation.slice(mutation.indexOf('{')))?.[1] ?? '';
    const response = await client.ask<Record<string, Result>>(mutation, { ...variables }, who.token);
    assert.equal(response[field]?.success, true, response[field]?.message);
    return response[field];
  };
  const follow = (who: Person, { id }: Person) =>
    send(who, 'mutation ($id: ID!) { followUser(userId: $id) { success message } }', { id });
  const post = async (who: Person, content: string): Promise<string> => {
    const create = `mutation ($content: String!) {
      createPost(input: { content: $content }) { success message post { id } } }`;
    return (await send(who, create, { content })).post?.id ?? '';
  };
  const share = (who: Person, id: string, caption: string) => {
    const create = `mutation ($id: ID!, $caption: String) {
      sharePost(input: { postId: $id, caption: $caption }) { success message } }`;
    return send(who, create, { id, caption });
  };
  const comment = (who: Person, id: string, content: string) => {
    const create = `mutation ($id: ID!, $content: String!) {
      createComment(input: { postId: $id, content: $content }) { success message } }`;
    return send(who, create, { id, content });
  };
  const like = (who: Person, id: string) =>
    send(who, 'mutation ($id: ID!) { likePost(postId: $id) { success message } }', { id });

  /** The whole home feed, in pages of two. */
  const read = async ({ token }: Person) => {
    const seen: Page['edges'] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: Page = (await client.ask<{ homeFeed: Page }>(homeFeed, { first: 2, after }, token))
        .homeFeed;
      seen.push(...page.edges);
      ({ endCursor: after, hasNextPage: more } = page.pageInfo);
    }
    return seen;
  };
  const lines = async (who: Person) =>
    (await read(who)).map(({ node, reason }) => {
      const by = reason.sharedBy ? ` by ${nameOf(reason.sharedBy)}: ${reason.caption}` : '';
      return `${nameOf(node.user)}: ${node.content} (${reason.kind}${by})`;
    });

  it('carries posts and shares into the home feeds of followers, once, in order and with the reason', async () => {
    const [ada, ben, cleo, dan] = await Promise.all(
      ['ada', 'ben', 'cleo', 'dan'].map((name) => join(client, name)),
    );
    assert.ok(ada && ben && cleo && dan);
    await follow(ben, ada);
    await follow(cleo, ben);
    await follow(dan, ada);
    await follow(dan, ben);
    // From here on timelines exist, so that only the worker can add later posts to them.
    for (const person of [ada, ben, cleo, dan]) assert.deepEqual(await read(person), []);

    const first = await post(ada, 'one');
    await post(ben, 'two');
    await like(ben, first);
    await comment(ben, first, 'well said');
    await share(ben, first, 'look');
    await post(ada, 'three');
    await services.settled();

    const one = 'ada: one (AUTHORED)';
    const [two, three] = ['ben: two (AUTHORED)', 'ada: three (AUTHORED)'];
    assert.deepEqual(await lines(ada), [three, one]);
    assert.deepEqual(await lines(ben), [three, two, one]);
    assert.deepEqual(await lines(cleo), ['ada: one (SHARED by ben: look)', two]);
    assert.deepEqual(await lines(dan), [three, two, one]);

    const seen = (await read(ben)).at(-1)?.node;
    assert.deepEqual(
      [seen?.likesCount, seen?.commentCount, seen?.shareCount, seen?.isLikedByUser],
      [1, 1, 1, true],
    );
    const { postComments } = await client.ask<{ postComments: object[] }>(
      comments,
      { id: first },
      cleo.token,
    );
    assert.deepEqual(postComments, [{ content: 'well said', user: { username: ben.username } }]);
  });

  it('shows earlier posts to a new follower, and loses nothing when Redis is emptied', async () => {
    const [author, reader] = await Promise.all([join(client, 'author'), join(client, 'reader')]);
    for (const text of ['a', 'b', 'c']) await post(author, text);
    assert.deepEqual(await read(reader), []);
    await follow(reader, author);
    await services.settled();
    const texts = async () => (await read(reader)).map(({ node }) => node.content);
    assert.deepEqual(await texts(), ['c', 'b', 'a']);
    await services.flushRedis();
    await post(author, 'd');
    await services.settled();
    assert.deepEqual(await texts(), ['d', 'c', 'b', 'a']);
  });
});
