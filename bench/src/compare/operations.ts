import type { Viewer } from '../setup/data.js';
import type { Server } from '../setup/services.js';
import { type NextRequest, render } from './load.js';

/** The accounts and posts that requests are about. */
export interface World {
  readonly viewers: readonly Viewer[];
  readonly postIds: readonly string[];
}

export const operationNames = ['feed', 'deep', 'post', 'like', 'create'] as const;
export type OperationName = (typeof operationNames)[number];

/** Entries of a page, and pages before the one that `deep` reads. */
export const pageSize = 20;
export const pagesBefore = 4;

const postFields = `id content createdAt likesCount commentCount isLikedByUser
  user { id username firstName lastName profilePic }`;
export const documents = {
  feed: `query Feed($first: Int!, $after: String) { homeFeed(first: $first, after: $after) {
    edges { cursor node { ${postFields} } } pageInfo { hasNextPage endCursor } } }`,
  post: `query Post($id: ID!) { postById(id: $id) { ${postFields} }
    postCommentsConnection(postId: $id, first: 20) { edges { node { id content user { username } } } } }`,
  like: 'mutation Like($id: ID!) { likePost(postId: $id) { success post { likesCount } } }',
  create: `mutation Create($content: String!) { createPost(input: { content: $content }) {
    success post { id content likesCount user { username } } } }`,
};
const content =
  'A post of ordinary length, written by the bench to find out how much a new post costs. #bench';

/** The product reads the token. The others believe the id. */
const headersOf = ({ id, token }: Viewer) => ({ authorization: `Bearer ${token}`, 'x-user-id': id });

/** One request without load. @throws Error unless the response has data and no errors */
export async function ask<T>(
  { url }: Pick<Server, 'url'>,
  viewer: Viewer,
  document: keyof typeof documents,
  variables: object,
): Promise<T> {
  const body = JSON.stringify({ query: documents[document], variables });
  const headers = { 'content-type': 'application/json', ...headersOf(viewer) };
  const text = await (await fetch(url, { method: 'POST', headers, body })).text();
  const { data, errors } = JSON.parse(text) as { data?: T; errors?: unknown };
  if (errors !== undefined || data == null) throw new Error(`${url}: ${text.slice(0, 600)}`);
  return data;
}

export interface FeedData {
  homeFeed: {
    edges: { node: { id: string } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

/** Viewers whose deep pages are read; more would take long to find. */
const deepViewers = 40;

/**
 * How requests of an operation to one server are made: by each viewer in turn, so that the first round of all of them warms what a
 * server keeps; likes are of posts, and by viewers, chosen at random.
 */
export async function requestsOf(name: OperationName, server: Server, world: World): Promise<NextRequest> {
  const pick = picker();
  const request = (viewer: Viewer, document: keyof typeof documents, variables: object): Buffer =>
    render(server.url, headersOf(viewer), JSON.stringify({ query: documents[document], variables }));
  const like = () => request(pick(world.viewers), 'like', { id: pick(world.postIds) });
  // A like that was given before changes nothing, so that each has to be another one.
  if (name === 'like') return like;
  const prepared = await preparedRequests(name, server, world, request);
  let at = 0;
  return () => prepared[at++ % prepared.length] as Buffer;
}

async function preparedRequests(
  name: Exclude<OperationName, 'like'>,
  server: Server,
  { viewers, postIds }: World,
  request: (viewer: Viewer, document: keyof typeof documents, variables: object) => Buffer,
): Promise<Buffer[]> {
  const pick = picker();
  if (name === 'feed') return viewers.map((viewer) => request(viewer, 'feed', { first: pageSize }));
  if (name === 'create') return viewers.map((viewer) => request(viewer, 'create', { content }));
  if (name === 'post') return postIds.map((id) => request(pick(viewers), 'post', { id }));
  const requests: Buffer[] = [];
  for (const viewer of viewers.slice(0, deepViewers)) {
    const { homeFeed } = await ask<FeedData>(server, viewer, 'feed', { first: pageSize * pagesBefore });
    const after = homeFeed.pageInfo.endCursor;
    requests.push(request(viewer, 'feed', { first: pageSize, after }));
  }
  return requests;
}

/** Chooses at random, but the same in every run. */
function picker(): <T>(list: readonly T[]) => T {
  let state = 1;
  return <T>(list: readonly T[]) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return list[Math.floor((state / 2 ** 32) * list.length)] as T;
  };
}
