import { authored, type FeedEntry } from '../entry.js';
import type { Contents } from './contents.js';
import type { ContentsLoader } from './contents-loader.js';
import type { List, ListEntry } from './list.js';
import { sharedAs, type Post } from './post.js';
import type { Posts } from './posts.js';

/**
 * The entries of a part of a list. Posts that are not in memory are read.
 * @returns undefined when one of the posts is gone
 */
export async function showEntries(
  posts: Posts,
  loader: ContentsLoader,
  list: List,
  entries: readonly ListEntry[],
): Promise<FeedEntry[] | undefined> {
  const known = fromMemory(posts, list, entries);
  if (known) return known;
  const held = new Map<string, Contents>();
  const missing: string[] = [];
  for (const id of entries.flatMap(idsOf)) {
    const { contents } = posts.of(id);
    if (contents) held.set(id, contents);
    else missing.push(id);
  }
  const read = await loader.load(missing);
  // A post that changed or was evicted while it was read is not in memory; it is shown as it was read.
  return fromMemory(posts, list, entries) ?? fromRows(list, entries, (id) => held.get(id) ?? read.get(id));
}

const isShare = ({ id, postId }: ListEntry): boolean => id !== postId;
const idsOf = (entry: ListEntry): string[] => (isShare(entry) ? [entry.postId, entry.id] : [entry.id]);

/** The shared entries of posts, or undefined when one of them is not in memory. */
function fromMemory(posts: Posts, list: List, entries: readonly ListEntry[]): FeedEntry[] | undefined {
  const now = performance.now();
  const shown: FeedEntry[] = [];
  for (const entry of entries) {
    const post = (entry.post = present(posts, entry.post, entry.postId, now));
    if (!post.contents) return undefined;
    const own = post.entry(list.likes(entry.postId));
    if (isShare(entry)) {
      const share = (entry.share = present(posts, entry.share, entry.id, now));
      if (!share.contents) return undefined;
      shown.push(share.entryOf(own.node));
    } else shown.push(own);
  }
  return shown;
}

function present(posts: Posts, known: Post | undefined, id: string, now: number): Post {
  if (!known || known.evicted) return posts.of(id);
  posts.touch(known, now);
  return known;
}

function fromRows(
  list: List,
  entries: readonly ListEntry[],
  contentsOf: (id: string) => Contents | undefined,
): FeedEntry[] | undefined {
  const shown: FeedEntry[] = [];
  for (const entry of entries) {
    const [contents, share] = [contentsOf(entry.postId), contentsOf(entry.id)];
    if (!contents || !share) return undefined;
    const node = { ...contents, isLikedByUser: list.likes(entry.postId) };
    shown.push({ id: entry.id, node, reason: isShare(entry) ? sharedAs(share) : authored });
  }
  return shown;
}
