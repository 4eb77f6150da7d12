import type { Logger } from '@feed/platform/logger';
import type { Page } from '../../postgres/cursor.js';
import type { Queryable } from '../../postgres/queryable.js';
import { createHomeFeed, type CacheResult, type FeedEntry, type HomeFeed } from '../../feed/home-feed.js';
import { referenceFeed, type ReferenceEntry } from '../../feed/reference.js';
import type { Timelines } from '../../feed/timelines.js';
import { compareFeeds, type Fault } from './compare.js';

export interface FeedParts {
  database: Queryable;
  timelines: Timelines;
  logger: Logger;
  /** Entries of a feed to compare, from the newest. */
  depth: number;
}

export interface FeedCheck {
  /** The source of the live feed; `unavailable` when Redis did not respond, so its timeline was not checked. */
  source: CacheResult;
  faults: Fault[];
}

/** The largest page that the api serves. */
const pageSize = 100;

/** Compares the feed that the api would serve, read page by page, with the reference. */
export async function checkFeed(parts: FeedParts, viewerId: string): Promise<FeedCheck> {
  const { database, timelines, logger, depth } = parts;
  const sources = new Set<CacheResult>();
  const feed = createHomeFeed({ database, timelines, logger, onCache: (result) => sources.add(result) });
  const before = await referenceFeed(database, viewerId, { first: depth });
  const live = await readFeed(feed, viewerId, depth);
  const source = worst(sources);
  const first = compareFeeds({ live, before, after: before });
  if (first.length === 0) return { source, faults: [] };
  const after = await referenceFeed(database, viewerId, { first: depth });
  return { source, faults: compareFeeds({ live, before, after }) };
}

function worst(sources: ReadonlySet<CacheResult>): CacheResult {
  const order: CacheResult[] = ['unavailable', 'stale', 'rebuilt'];
  return order.find((source) => sources.has(source)) ?? 'hit';
}

async function readFeed(feed: HomeFeed, viewerId: string, depth: number): Promise<Page<ReferenceEntry>> {
  const items: ReferenceEntry[] = [];
  for (;;) {
    const last = items.at(-1)?.id;
    const first = Math.min(pageSize, depth - items.length);
    const page = await feed.page(viewerId, last === undefined ? { first } : { first, after: last });
    items.push(...page.items.map(toReference));
    if (!page.hasNextPage || items.length >= depth) return { items, hasNextPage: page.hasNextPage };
  }
}

function toReference({ id, node, reason }: FeedEntry): ReferenceEntry {
  const sharedBy = reason.kind === 'SHARED' ? reason.sharedBy.id : null;
  return { id, postId: node.id, kind: reason.kind, sharedBy };
}
