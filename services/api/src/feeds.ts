import type { Logger } from '@feed/platform/logger';
import type { Metrics } from '@feed/platform/metrics';
import type { ApiConfig } from '@feed/settings/api';
import { createHomeFeed, type HomeFeed } from '@feed/store/feed/home-feed';
import { createFeedMemory, type FeedMemory } from '@feed/store/feed/memory/feed-memory';
import { warmFeeds } from '@feed/store/feed/memory/warm';
import { createTimelines, type Timelines } from '@feed/store/feed/timelines';
import { createJournal, type Journal } from '@feed/store/journal/journal';
import type { Database } from '@feed/store/postgres/queryable';
import type { Redis } from '@feed/store/redis/redis';
import { feedMemoryEvents, registerFeedMemoryGauges } from './ops/feed-memory.js';
import type { Instruments } from './ops/instruments.js';
import { registerJournalGauge } from './ops/journal-gauge.js';

export interface Feeds {
  readonly feed: HomeFeed;
  readonly timelines: Timelines;
  /** Reads the feeds of the latest viewers into memory. It never rejects. */
  warm(): Promise<void>;
  /** The journal by which this process learns of changes. It has one, also when it keeps no feeds in memory. */
  journal(): Pick<Journal, 'sync' | 'listen'>;
}

interface Base {
  readonly config: ApiConfig;
  readonly logger: Logger;
  readonly instruments: Instruments;
  /** Called in reverse order when the process ends. */
  readonly closers: (() => Promise<void> | void)[];
}

interface Stores {
  /** Belongs to the process: what is in memory is shared by many callers, and counts for none of them. */
  readonly own: Database;
  readonly database: Database;
  readonly redis: Redis;
  readonly metrics: Metrics;
}

/** Connects home feeds with the memory of the process, and with the timelines that all processes share. */
export function connectFeeds(base: Base, { own, database, redis, metrics }: Stores): Feeds {
  const { config, logger, instruments } = base;
  const timelines = createTimelines({ redis, ...config.timelines });
  const memory = openMemory(base, own, timelines, metrics);
  const feed = createHomeFeed({
    ...{ database, timelines, logger, memory },
    onCache: (result) => instruments.cache.inc({ cache: 'timeline', result }),
  });
  const warm = warmer(base, own, memory);
  return { feed, timelines, warm, journal: () => memory?.journal ?? openJournal(base, own) };
}

function openMemory(
  { config, closers }: Base,
  database: Database,
  timelines: Timelines,
  metrics: Metrics,
): FeedMemory | undefined {
  const { bytes: maxBytes } = config.feedMemory;
  if (maxBytes === 0) return undefined;
  const memory = createFeedMemory({ database, timelines, maxBytes, ...feedMemoryEvents(metrics) });
  registerFeedMemoryGauges(metrics, memory);
  registerJournalGauge(metrics, memory.journal);
  closers.push(() => memory.close());
  return memory;
}

function openJournal({ closers }: Base, database: Database): Journal {
  const journal = createJournal({ database });
  closers.push(() => journal.close());
  return journal;
}

function warmer(
  { config, logger, closers }: Base,
  database: Database,
  memory: FeedMemory | undefined,
): Feeds['warm'] {
  const { warmViewers: viewers } = config.feedMemory;
  if (!memory || viewers === 0) return () => Promise.resolve();
  const stop = new AbortController();
  closers.push(() => stop.abort());
  return async () => {
    try {
      const feeds = await warmFeeds({ database, memory, viewers, signal: stop.signal });
      logger.info({ feeds }, 'the feeds of the latest viewers are in memory');
    } catch (error) {
      logger.warn({ err: error }, 'feeds could not be read into memory');
    }
  };
}
