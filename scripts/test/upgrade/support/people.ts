import type { Client } from '@feed/cli/commands/smoke/client';
import type { Person } from '@feed/cli/commands/smoke/people';

const followUser = 'mutation ($id: ID!) { followUser(userId: $id) { success } }';
const blockUser = 'mutation ($id: ID!) { blockUser(userId: $id) { success } }';
const createPost =
  'mutation ($content: String!) { createPost(input: { content: $content }) { post { id } } }';
const sharePost = 'mutation ($id: ID!) { sharePost(input: { postId: $id, caption: "" }) { success } }';
const homeFeed = '{ homeFeed(first: 10) { edges { node { content } } } }';

export const follow = (client: Client, who: Person, { id }: Person): Promise<unknown> =>
  client.ask(followUser, { id }, who.token);

export const block = (client: Client, who: Person, { id }: Person): Promise<unknown> =>
  client.ask(blockUser, { id }, who.token);

/** @returns the id of the new post */
export async function post(client: Client, who: Person, content: string): Promise<string> {
  const data = await client.ask<{ createPost: { post: { id: string } } }>(createPost, { content }, who.token);
  return data.createPost.post.id;
}

export const share = (client: Client, who: Person, id: string): Promise<unknown> =>
  client.ask(sharePost, { id }, who.token);

/** The texts of the home feed, the newest first. */
export async function readFeed(client: Client, who: Person): Promise<string[]> {
  const { homeFeed: page } = await client.ask<{ homeFeed: { edges: { node: { content: string } }[] } }>(
    homeFeed,
    {},
    who.token,
  );
  return page.edges.map(({ node }) => node.content);
}
