import { newPosts } from '../../src/content/posts/new-posts.js';
import { newShares } from '../../src/content/shares/writes.js';
import { endedFollows, newFollows } from '../../src/graph/follows/shared-writes.js';
import type { Pair } from '../../src/graph/pair.js';
import type { Writer } from '../../src/postgres/queryable.js';
import type { Locking, SharedWrite } from '../../src/postgres/shared-writes.js';

/** Events belong to a package that builds on the store, and are tested there. */
const noEvents = (): string => 'SELECT 1';

export const posting = newPosts(noEvents);
export const sharing = newShares(noEvents);
export const following = newFollows(5_000, noEvents);
export const unfollowing = endedFollows(noEvents);

/** The outcome of a write of one item. */
export async function writeOne<Item, Outcome>(
  writer: Writer,
  write: SharedWrite<Item, Outcome>,
  item: Item,
  locking: Locking = 'wait',
): Promise<Outcome | undefined> {
  return (await write.run(writer, [item], locking))[0];
}

/** @returns the id of the new post */
export async function writePost(writer: Writer, authorId: string, content = 'text'): Promise<string> {
  const post = { authorId, content, title: null, mediaType: null, requestId: null };
  return (await writeOne(writer, posting, post))?.id ?? '';
}

/** @returns whether the follow began */
export const follow = async (writer: Writer, pair: Pair): Promise<boolean> =>
  (await writeOne(writer, following, { ...pair, requestId: null }))?.changed ?? false;

/** @returns whether the follow ended */
export const unfollow = async (writer: Writer, pair: Pair): Promise<boolean> =>
  (await writeOne(writer, unfollowing, { ...pair, requestId: null }))?.changed ?? false;
