import { CodedError } from '@feed/platform/errors';
import type { Logger } from '@feed/platform/logger';
import type { Journal } from '@feed/store/journal/journal';
import { createHints } from '@feed/store/live/hints';
import { lostWatches } from '@feed/store/live/watched';
import { firstIdAt, idTime, isId } from '@feed/store/postgres/ids';
import type { Queryable } from '@feed/store/postgres/queryable';
import type { Redis } from '@feed/store/redis/redis';
import type { SubscriptionEvents } from '../ops/subscriptions.js';
import { createHub } from './hub.js';
import { createPacer } from './pacer.js';
import { Registry, type Subscription } from './registry.js';
import { Subscriber } from './subscriber.js';

/** Transactions that ended late wrote rows with ids this much older, in milliseconds. */
const lateMs = 10_000;
/** How long ago a subscription may have been interrupted, in milliseconds. */
const resumableMs = 24 * 3_600_000;
/** How often a process polls while others may not know yet that it has subscribers. */
const unsettledMs = 200;

export interface OpenRequest extends Omit<Subscription, 'subscriber'> {
  /** The id of the last event that the client has, to resume after it. */
  readonly after: string | null | undefined;
}

/** The live subscriptions of this process. */
export interface Subscriptions {
  /** A mutation has committed something that subscribers may wait for, here or in other processes. */
  wrote(): void;
  /**
   * Begins a subscription: it gets every event that is committed from now on, and with `after` those since.
   * @throws CodedError NOT_FOUND for a post that the viewer may not see, INVALID_CURSOR, or RESYNC
   */
  open(request: OpenRequest): Promise<Subscriber>;
  close(): Promise<void>;
}

export interface SubscriptionsOptions {
  database: Queryable;
  journal: Pick<Journal, 'sync' | 'listen'>;
  redis: Redis;
  openListener(): Redis;
  logger: Logger;
  events: SubscriptionEvents;
}

export function createSubscriptions(options: SubscriptionsOptions): Subscriptions {
  const { database, journal, redis, openListener } = options;
  const registry = new Registry();
  const poke = createPacer(() => journal.sync());
  const hints = createHints({ redis, openListener, onHint: poke });
  followJournal(options, registry);
  const timer = setInterval(() => {
    if (registry.all.size > 0 && hints.connected && !hints.settled) poke();
  }, unsettledMs);
  timer.unref();
  return {
    wrote: () => hints.wrote(),
    async open(request) {
      const since = sinceOf(request.after);
      // What was committed before is no event of this subscription.
      await journal.sync();
      const subscription = register(registry, request, options.events, () => void hints.ignore());
      hints.listen();
      try {
        await checkVisible(database, subscription);
        await resume(subscription, request.after, since);
      } catch (error) {
        await subscription.subscriber.return();
        throw error;
      }
      return subscription.subscriber;
    },
    async close() {
      clearInterval(timer);
      for (const { subscriber } of registry.all) subscriber.complete();
      await hints.close();
    },
  };
}

/** Brings the changes of the journal to the subscriptions, and what it could not report from the rows themselves. */
function followJournal(
  { database, journal, logger, events }: SubscriptionsOptions,
  registry: Registry,
): void {
  /** By the clock of this process. What was committed before has been brought. */
  let heardAt = Date.now();
  let unheardSince = heardAt;
  const hub = createHub({
    ...{ database, logger, registry },
    recover: async ({ subscriber, missed }) => {
      const found = await missed(firstIdAt(unheardSince - lateMs));
      if (!found) return subscriber.fail(resync());
      for (const event of found) subscriber.push(event);
    },
    onEvent: ({ field }, outcome) => events.onEvent(field, outcome),
  });
  journal.listen({
    apply(changes) {
      heardAt = Date.now();
      hub.apply(changes);
    },
    forget(reason) {
      unheardSince = heardAt;
      heardAt = Date.now();
      hub.forget(reason);
    },
  });
}

/** @param onNone called when the process has no subscription any more */
function register(
  registry: Registry,
  request: OpenRequest,
  { onActive, onRead }: SubscriptionEvents,
  onNone: () => void,
): Subscription {
  const { field } = request;
  const subscriber: Subscriber = new Subscriber({
    onEnd() {
      registry.delete(subscription);
      onActive(field, -1);
      if (registry.all.size === 0) onNone();
    },
    onRead: ({ eventId }) => onRead(Date.now() - idTime(eventId).getTime()),
  });
  const subscription: Subscription = { ...request, subscriber };
  registry.add(subscription);
  onActive(field, 1);
  return subscription;
}

const resync = (): CodedError =>
  new CodedError('RESYNC', 'Too much was missed; load the list anew, then subscribe without after.');

/** @returns the id since when events were missed; undefined without `after`. @throws CodedError */
function sinceOf(after: string | null | undefined): string | undefined {
  if (after == null) return undefined;
  if (!isId(after)) throw new CodedError('INVALID_CURSOR', 'after is not the id of an event');
  const at = idTime(after).getTime();
  if (Date.now() - at > resumableMs) throw resync();
  return firstIdAt(at - lateMs);
}

async function checkVisible(database: Queryable, { viewerId, subject }: Subscription): Promise<void> {
  if (subject.of !== 'post') return;
  const { postId } = subject;
  const lost = isId(postId) ? await lostWatches(database, [{ viewerId, postId }]) : [postId];
  if (lost.length > 0) throw new CodedError('NOT_FOUND', 'Post not found');
}

async function resume(
  { subscriber, missed }: Subscription,
  after: string | null | undefined,
  since: string | undefined,
): Promise<void> {
  if (since === undefined) return subscriber.begin();
  const events = await missed(since);
  if (!events) throw resync();
  subscriber.begin(events.filter(({ eventId }) => eventId !== after));
}

/** What the api has where subscriptions are turned off. */
export const noSubscriptions: Subscriptions = {
  wrote: () => undefined,
  open: () => Promise.reject(new CodedError('NOT_FOUND', 'Subscriptions are turned off here.')),
  close: () => Promise.resolve(),
};
