import type { Change } from '../../journal/changes.js';
import { createJournal, type ForgetReason, type Journal } from '../../journal/journal.js';
import type { Page, PageRequest } from '../../postgres/cursor.js';
import type { UserView } from '../../identity/users/view.js';
import type { FeedEntry, FeedReason } from '../page.js';
import { createContentsLoader, type ContentsLoader } from './contents-loader.js';
import type { ContentRow } from './contents.js';
import { maxEntries, type List, type ListEntry } from './list.js';
import type { ListSourceOptions } from './list-source.js';
import { Lists } from './lists.js';
import { Posts, type Contents } from './posts.js';

export type MemoryResult = 'hit' | 'filled' | 'extended' | 'too_deep';

export interface FeedMemoryOptions extends ListSourceOptions {
  /** For lists and posts together. */
  maxBytes: number;
  onRead?: ((result: MemoryResult) => void) | undefined;
  onEvict?: ((what: 'list' | 'post') => void) | undefined;
  onForget?: ((reason: ForgetReason) => void) | undefined;
}

/** The newest part of home feeds, kept in memory and true as of the moment a request came in. */
export interface FeedMemory {
  /** One page of brief entries, or undefined when it is deeper than lists in memory reach. */
  page(viewerId: string, request: PageRequest): Promise<Page<FeedEntry> | undefined>;
  usage(): { bytes: number; lists: number };
  readonly journal: Pick<Journal, 'age'>;
  close(): void;
}

interface Parts {
  readonly journal: Journal;
  readonly lists: Lists;
  readonly posts: Posts;
  readonly loader: ContentsLoader;
  readonly onRead: (result: MemoryResult) => void;
}

export function createFeedMemory(options: FeedMemoryOptions): FeedMemory {
  const { database, timelines, timelineFrom, maxBytes } = options;
  const { onRead = () => undefined, onEvict, onForget } = options;
  const half = Math.floor(maxBytes / 2);
  const posts = new Posts({ maxBytes: half, onEvict: () => onEvict?.('post') });
  const lists = new Lists({ database, timelines, timelineFrom, maxBytes: half, onEvict: () => onEvict?.('list') });
  const loader = createContentsLoader(database, posts);
  const listener = {
    apply: (changes: readonly Change[]): void => {
      for (const change of changes) for (const part of [loader, posts, lists]) part.apply(change);
    },
    forget: (reason: ForgetReason): void => {
      loader.forget();
      posts.clear();
      lists.clear();
      onForget?.(reason);
    },
  };
  const journal = createJournal({ database, listener });
  const parts = { journal, lists, posts, loader, onRead };
  return {
    page: (viewerId, request) => page(parts, viewerId, request),
    usage: () => ({ bytes: posts.bytes + lists.bytes, lists: lists.count }),
    journal,
    close: () => journal.close(),
  };
}

/** A post may be deleted between two statements; then the page is put together again. */
const attempts = 4;

async function page(
  parts: Parts,
  viewerId: string,
  request: PageRequest,
): Promise<Page<FeedEntry> | undefined> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    await parts.journal.sync();
    const part = await partOf(parts, viewerId, request);
    if (!part) return undefined;
    const items = await show(parts, part);
    if (items) return { items, hasNextPage: part.hasNextPage };
  }
  return undefined;
}

interface Part {
  readonly list: List;
  readonly entries: readonly ListEntry[];
  readonly hasNextPage: boolean;
}

async function partOf(
  { lists, onRead }: Parts,
  viewerId: string,
  request: PageRequest,
): Promise<Part | undefined> {
  const list = lists.current(viewerId);
  const known = list && slice(list, request);
  if (known) {
    onRead('hit');
    return known;
  }
  const begin = list?.indexBelow(request.after) ?? (request.after === undefined ? 0 : maxEntries / 2);
  for (const wanted of [begin + request.first + 1, maxEntries]) {
    const read = slice(await lists.fill(viewerId, wanted), request);
    if (!read) continue;
    onRead(list ? 'extended' : 'filled');
    return read;
  }
  onRead('too_deep');
  return undefined;
}

/** The page from the list, or undefined when the list does not reach so far. */
function slice(list: List, { first, after }: PageRequest): Part | undefined {
  const begin = list.indexBelow(after);
  const hasNextPage = list.entries.length > begin + first;
  if (!hasNextPage && !list.complete) return undefined;
  return { list, entries: list.entries.slice(begin, begin + first), hasNextPage };
}

/** @returns undefined when one of the posts is gone */
async function show({ posts, loader }: Parts, { list, entries }: Part): Promise<FeedEntry[] | undefined> {
  const missing = entries.flatMap((entry) => missingOf(posts, entry));
  const read = missing.length === 0 ? undefined : await loader.load(missing);
  const shown: FeedEntry[] = [];
  for (const { id, postId, post, share } of entries) {
    const contents = post?.contents ?? read?.get(postId);
    const reason = id === postId ? authored : sharedAs(id, share?.contents ?? read?.get(id));
    if (!contents || !reason) return undefined;
    shown.push({ id, node: nodeOf(postId, contents, list), reason });
  }
  return shown;
}

/** Looks the posts of an entry up. @returns the ids of those whose contents have to be read */
function missingOf(posts: Posts, entry: ListEntry): string[] {
  entry.post = present(posts, entry.post, entry.postId);
  const missing = entry.post.contents ? [] : [entry.postId];
  if (entry.id === entry.postId) return missing;
  entry.share = present(posts, entry.share, entry.id);
  return entry.share.contents ? missing : [...missing, entry.id];
}

function present(posts: Posts, known: ListEntry['post'], id: string): NonNullable<ListEntry['post']> {
  if (!known || known.evicted) return posts.of(id);
  posts.touch(known);
  return known;
}

function nodeOf(id: string, post: Contents | ContentRow, list: List): FeedEntry['node'] {
  const { content, likeCount, commentCount, shareCount, author } = post;
  return {
    id,
    content,
    likesCount: likeCount,
    commentCount,
    shareCount,
    isLikedByUser: list.likes(id),
    user: author as UserView,
  } as FeedEntry['node'];
}

const authored: FeedReason = { kind: 'AUTHORED' };

function sharedAs(shareId: string, share: Contents | ContentRow | undefined): FeedReason | undefined {
  return share && { kind: 'SHARED', sharedBy: share.author as UserView, shareId, caption: share.content };
}
