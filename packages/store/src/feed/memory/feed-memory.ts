import type { Change } from '../../journal/changes.js';
import { createJournal, type ForgetReason, type Journal } from '../../journal/journal.js';
import type { Page, PageRequest } from '../../postgres/cursor.js';
import type { FeedEntry } from '../entry.js';
import { createContentsLoader, type ContentsLoader } from './contents-loader.js';
import { maxEntries, type List, type ListEntry } from './list.js';
import type { ListSourceOptions } from './list-source.js';
import { Lists } from './lists.js';
import { Posts } from './posts.js';
import { showEntries } from './show.js';

export const memoryResults = ['hit', 'filled', 'extended', 'too_deep'] as const;
export type MemoryResult = (typeof memoryResults)[number];

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
  readonly journal: Pick<Journal, 'age' | 'sync' | 'listen'>;
  close(): void;
}

interface Parts {
  readonly journal: Journal;
  readonly lists: Lists;
  readonly posts: Posts;
  readonly loader: ContentsLoader;
  readonly onRead: (result: MemoryResult) => void;
}

/** With the lists of 2,000 readers and all their posts in memory, lists took this part of the bytes. */
const listsPart = 0.4;

export function createFeedMemory(options: FeedMemoryOptions): FeedMemory {
  const { database, timelines, timelineFrom, maxBytes } = options;
  const { onRead = () => undefined, onEvict, onForget } = options;
  const listBytes = Math.floor(maxBytes * listsPart);
  const posts = new Posts({ maxBytes: maxBytes - listBytes, onEvict: () => onEvict?.('post') });
  const lists = new Lists({
    database,
    timelines,
    timelineFrom,
    maxBytes: listBytes,
    onEvict: () => onEvict?.('list'),
  });
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
    const items = await showEntries(parts.posts, parts.loader, part.list, part.entries);
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
