import { isCodedError } from '@feed/platform/errors';
import type { Logger } from '@feed/platform/logger';
import type { Page, PageRequest } from '../postgres/cursor.js';
import { belowAllIds, compareIdsDescending, largestId } from '../postgres/ids.js';
import { allColumns, type LongColumns } from '../postgres/long-columns.js';
import type { Queryable } from '../postgres/queryable.js';
import { buildTimeline } from './build-timeline.js';
import { candidatesBelow } from './candidates.js';
import type { FeedEntry } from './entry.js';
import { fullEntries } from './full-entries.js';
import type { FeedMemory } from './memory/feed-memory.js';
import { readPage, type Detail, type Window } from './page.js';
import type { TimelineSlice } from './timeline-format.js';
import { unlessUnavailable, type Timelines } from './timelines.js';

export type { FeedEntry } from './entry.js';

export type CacheResult = 'hit' | 'rebuilt' | 'stale' | 'unavailable';

export interface HomeFeedOptions {
  database: Queryable;
  timelines: Timelines;
  logger: Logger;
  /** Serves the newest entries. Without it every page is read from the stores. */
  memory?: Pick<FeedMemory, 'page'> | undefined;
  onCache?: ((result: CacheResult) => void) | undefined;
}

export interface FeedRequest extends PageRequest {
  /** Default: `full`. `brief` is faster. */
  detail?: Detail;
  /** Default: all. */
  columns?: LongColumns;
}

export interface HomeFeed {
  /** The viewer's home feed as of now, newest first; complete with or without Redis. */
  page(viewerId: string, request: FeedRequest): Promise<Page<FeedEntry>>;
}

/** Candidates, and how far down they are complete. */
interface Skeleton extends Window {
  /** Undefined when the window was read from Postgres, which is never stale. */
  epoch?: string;
}

/** Number of candidates to read: more than the page needs, because some will not be eligible. */
const spare = (first: number) => Math.ceil(1.25 * first) + 5;

export function createHomeFeed(options: HomeFeedOptions): HomeFeed {
  const remembered = readMemory(options);
  return {
    async page(viewerId, request) {
      const brief = await remembered(viewerId, request);
      const page = brief && (await inDetail(options.database, viewerId, request, brief));
      return page ?? fromStores(options, viewerId, request);
    },
  };
}

/** Gives undefined for what is not in memory, and where the journal that keeps it true cannot be read, as on a standby. */
function readMemory({ memory, logger }: HomeFeedOptions) {
  let failing = false;
  return async (viewerId: string, request: PageRequest): Promise<Page<FeedEntry> | undefined> => {
    if (!memory) return undefined;
    try {
      const page = await memory.page(viewerId, request);
      failing = false;
      return page;
    } catch (error) {
      if (isCodedError(error) && error.code !== 'INTERNAL') throw error;
      // Every request would repeat it.
      if (!failing) logger.warn({ err: error }, 'feeds cannot be kept in memory');
      failing = true;
      return undefined;
    }
  };
}

async function inDetail(
  database: Queryable,
  viewerId: string,
  { detail = 'full', columns = allColumns }: FeedRequest,
  page: Page<FeedEntry>,
): Promise<Page<FeedEntry> | undefined> {
  if (detail === 'brief') return page;
  const items = await fullEntries(database, viewerId, page.items, columns);
  return items && { ...page, items };
}

async function fromStores(
  options: HomeFeedOptions,
  viewerId: string,
  { first, after, detail = 'full', columns = allColumns }: FeedRequest,
): Promise<Page<FeedEntry>> {
  const entries: FeedEntry[] = [];
  let below = after ?? largestId;
  let cached = true;
  while (entries.length <= first) {
    const window = await skeleton(options, viewerId, below, spare(first), cached);
    const limit = first + 1 - entries.length;
    const part = await readPage(options.database, viewerId, window, { limit, detail, columns });
    if (window.epoch !== undefined && window.epoch !== part.epoch) {
      await discard(options, viewerId);
      cached = false;
      continue;
    }
    entries.push(...part.entries);
    if (part.bound === belowAllIds) break;
    below = part.bound;
  }
  return { items: entries.slice(0, first), hasNextPage: entries.length > first };
}

/** Candidates from the timeline as far as it reaches, else from Postgres. */
async function skeleton(
  options: HomeFeedOptions,
  viewerId: string,
  below: string,
  count: number,
  cached: boolean,
): Promise<Skeleton> {
  const timeline = cached ? await readTimeline(options, viewerId) : undefined;
  const window = timeline && windowOf(timeline, below, count);
  return window ?? fromPostgres(options.database, viewerId, below, count);
}

/** The part of a timeline below an id, or undefined when it does not reach so far. */
function windowOf({ ids, floor, epoch }: TimelineSlice, below: string, count: number): Skeleton | undefined {
  if (BigInt(floor) >= BigInt(below)) return undefined;
  const slice = ids.filter((id) => compareIdsDescending(id, below) > 0).slice(0, count);
  const from = slice.length < count ? floor : (slice.at(-1) ?? floor);
  return { ids: slice, below, from, epoch };
}

/** The timeline, which is built when there is none; undefined without Redis. */
async function readTimeline(options: HomeFeedOptions, viewerId: string): Promise<TimelineSlice | undefined> {
  const { database, timelines, onCache } = options;
  try {
    const timeline = await timelines.read(viewerId);
    onCache?.(timeline ? 'hit' : 'rebuilt');
    // The new timeline serves this read, too.
    return timeline ?? (await buildTimeline(database, timelines, viewerId));
  } catch (error) {
    unlessUnavailable(error);
    onCache?.('unavailable');
    return undefined;
  }
}

async function fromPostgres(
  database: Queryable,
  viewerId: string,
  below: string,
  count: number,
): Promise<Skeleton> {
  const { ids, floor } = await candidatesBelow(database, viewerId, below, count);
  return { ids, below, from: floor };
}

async function discard({ timelines, logger, onCache }: HomeFeedOptions, viewerId: string): Promise<void> {
  onCache?.('stale');
  await timelines.drop([viewerId]).catch((error: unknown) => {
    logger.debug({ err: error }, 'a stale timeline stays until Redis is back');
  });
}
