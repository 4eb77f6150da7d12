import type { Logger } from '@feed/platform/logger';
import type { Metrics } from '@feed/platform/metrics';
import type { ApiConfig } from '@feed/settings/api';
import type { Database } from '@feed/store/postgres/queryable';
import { openRedis, type Redis } from '@feed/store/redis/redis';
import { createOpenSessions, type OpenSessions } from './auth/open-sessions.js';
import type { Feeds } from './feeds.js';
import { subscriptionEvents } from './ops/subscriptions.js';
import { subscriptionFields } from './subscriptions/registry.js';
import { createSubscriptions, noSubscriptions, type Subscriptions } from './subscriptions/subscriptions.js';

/** The parts of the context for clients who stay connected. */
export interface Subscribers {
  readonly subscriptions: Subscriptions;
  /** The sessions of connections that outlive a request. */
  readonly openSessions: OpenSessions;
}

interface Base {
  readonly config: ApiConfig;
  readonly logger: Logger;
  /** Called in reverse order when the process ends. */
  readonly closers: (() => Promise<void> | void)[];
}

interface Stores {
  /** Belongs to the process: one statement serves many subscribers, and counts for none of them. */
  readonly own: Database;
  readonly redis: Redis;
  readonly metrics: Metrics;
  readonly feeds: Pick<Feeds, 'journal'>;
}

/** @param given parts that are used instead, and not closed */
export function connectSubscribers(base: Base, stores: Stores, given: Partial<Subscribers>): Subscribers {
  return {
    subscriptions: given.subscriptions ?? connectSubscriptions(base, stores),
    openSessions: given.openSessions ?? connectSessions(base, stores),
  };
}

function connectSubscriptions(
  { config, logger, closers }: Base,
  { own, redis, metrics, feeds }: Stores,
): Subscriptions {
  const events = subscriptionEvents(metrics, subscriptionFields);
  if (!config.subscriptions) return noSubscriptions;
  const subscriptions = createSubscriptions({
    ...{ database: own, redis, logger, events },
    journal: feeds.journal(),
    openListener: () => openRedis({ ...config.redis, clientName: 'feed-api-live', logger }),
  });
  closers.push(() => subscriptions.close());
  return subscriptions;
}

function connectSessions({ logger, closers }: Base, { own }: Stores): OpenSessions {
  const sessions = createOpenSessions({ database: own, logger });
  closers.push(() => sessions.close());
  return sessions;
}
