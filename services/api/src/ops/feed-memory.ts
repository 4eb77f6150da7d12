import type { Metrics } from '@feed/platform/metrics';
import { memoryResults, type FeedMemory, type FeedMemoryOptions } from '@feed/store/feed/memory/feed-memory';
import { forgetReasons } from '@feed/store/journal/journal';

type Events = Pick<FeedMemoryOptions, 'onRead' | 'onEvict' | 'onForget'>;

/** Declares the counters of feeds in memory. @returns the handlers that count */
export function feedMemoryEvents(metrics: Metrics): Events {
  const reads = metrics.counter({
    name: 'feed_memory_reads_total',
    help:
      'Pages of home feeds asked of the memory: hit, filled from the stores, extended because the list was too short, ' +
      'or too deep to be kept, which is read from the stores.',
    labels: { result: memoryResults },
  });
  const evictions = metrics.counter({
    name: 'feed_memory_evictions_total',
    help: 'Lists and posts that left the memory because others needed the room.',
    labels: { what: ['list', 'post'] },
  });
  const forgotten = metrics.counter({
    name: 'feed_memory_forgotten_total',
    help: 'How often the memory dropped everything, because the journal could not tell what had changed.',
    labels: { reason: forgetReasons },
  });
  return {
    onRead: (result) => reads.inc({ result }),
    onEvict: (what) => evictions.inc({ what }),
    onForget: (reason) => forgotten.inc({ reason }),
  };
}

export function registerFeedMemoryGauges(metrics: Metrics, memory: Pick<FeedMemory, 'usage'>): void {
  metrics.gauge({
    name: 'feed_memory_bytes',
    help: 'Size of the feeds in memory, about, as FEED_MEMORY_BYTES limits it.',
    collect: (gauge) => gauge.set({}, memory.usage().bytes),
  });
  metrics.gauge({
    name: 'feed_memory_lists',
    help: 'Viewers whose feed is in memory.',
    collect: (gauge) => gauge.set({}, memory.usage().lists),
  });
}
