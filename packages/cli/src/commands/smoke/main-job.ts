import { sleep } from '@feed/platform/deadline';
import { CodedError } from '@feed/platform/errors';
import type { Client } from './client.js';
import { join, type Person } from './people.js';

export interface MainJobOptions {
  client: Client;
  /** How long a post may take to appear in a feed that was read before. */
  visibleMs: number;
  /** Called after each step. */
  onStep: (step: string) => void;
}

interface FeedEntry {
  node: { content: string; likesCount: number; commentCount: number; shareCount: number };
  reason: { kind: string; sharedBy: { username: string } | null };
}

const pollMs = 250;
const content = 'Hello from the smoke test';

const follow = 'mutation ($id: ID!) { followUser(userId: $id) { success following } }';
const post = 'mutation ($content: String!) { createPost(input: { content: $content }) { post { id } } }';
const like = 'mutation ($id: ID!) { likePost(postId: $id) { success } }';
const comment = `mutation ($id: ID!) {
  createComment(input: { postId: $id, content: "Welcome" }) { success comment { id } }
}`;
const share = `mutation ($id: ID!) {
  sharePost(input: { postId: $id, caption: "Worth reading" }) { success share { id } }
}`;
const remove = 'mutation ($id: ID!) { deletePost(id: $id) { success } }';
const homeFeed = `{ homeFeed(first: 5) { edges {
  node { content likesCount commentCount shareCount }
  reason { kind sharedBy { username } }
} } }`;

/**
 * Runs the main use case of the system through the api. Ada follows Grace, and Linus follows Ada. Grace's post appears in Ada's feed
 * and, when Ada shares it, in Linus's; once it is deleted it is in neither. Both feeds are read before the post, so the
 * copy that is kept of them has to change. The three accounts are kept.
 * @throws CodedError with the first expectation that does not hold
 */
export async function mainJob({ client, visibleMs, onStep }: MainJobOptions): Promise<void> {
  const [ada, grace, linus] = [
    await join(client, 'ada'),
    await join(client, 'grace'),
    await join(client, 'linus'),
  ];
  onStep('three accounts registered and logged in');
  await client.ask(follow, { id: grace.id }, ada.token);
  await client.ask(follow, { id: ada.id }, linus.token);
  for (const reader of [ada, linus]) await expectEmpty(client, reader, 'the feed of a new account');
  onStep('followed, and the feeds are empty');
  const created = await client.ask<{ createPost: { post: { id: string } } }>(post, { content }, grace.token);
  const { id } = created.createPost.post;
  await untilVisible(client, ada, { kind: 'AUTHORED', sharedBy: null }, visibleMs);
  onStep("a post appeared in the feed of its author's follower");
  for (const mutation of [like, comment, share]) await client.ask(mutation, { id }, ada.token);
  const entry = await untilVisible(client, linus, { kind: 'SHARED', sharedBy: ada.username }, visibleMs);
  expectCounts(entry);
  onStep("liked, commented and shared, it appeared in the feed of the sharer's follower");
  await client.ask(remove, { id }, grace.token);
  for (const reader of [ada, linus]) await expectEmpty(client, reader, 'the feed after the post was deleted');
  onStep('deleted, it disappeared from both feeds immediately');
}

async function read(client: Client, reader: Person): Promise<FeedEntry[]> {
  const data = await client.ask<{ homeFeed: { edges: FeedEntry[] } }>(homeFeed, {}, reader.token);
  return data.homeFeed.edges;
}

async function expectEmpty(client: Client, reader: Person, what: string): Promise<void> {
  const entries = await read(client, reader);
  if (entries.length > 0) throw wrong(`${what} has ${entries.length} entries`);
}

async function untilVisible(
  client: Client,
  reader: Person,
  { kind, sharedBy }: { kind: string; sharedBy: string | null },
  ms: number,
): Promise<FeedEntry> {
  const deadline = Date.now() + ms;
  for (;;) {
    const [entry] = await read(client, reader);
    if (entry) {
      const by = entry.reason.sharedBy?.username ?? null;
      if (entry.node.content === content && entry.reason.kind === kind && by === sharedBy) return entry;
      throw wrong(`the post is in the feed as ${entry.reason.kind}, not as ${kind}`);
    }
    if (Date.now() > deadline) throw wrong(`the post did not appear in the feed within ${ms / 1000} s`);
    await sleep(pollMs);
  }
}

function expectCounts({ node: { likesCount, commentCount, shareCount } }: FeedEntry): void {
  if (likesCount !== 1 || commentCount !== 1 || shareCount !== 1)
    throw wrong(
      `the post has ${likesCount} likes, ${commentCount} comments and ${shareCount} shares, not one each`,
    );
}

const wrong = (what: string): CodedError => new CodedError('INTERNAL', what);
