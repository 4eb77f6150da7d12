import { setImmediate as immediate, setTimeout as pause } from 'node:timers/promises';
import { CodedError } from '@feed/platform/errors';
import type { Logger } from '@feed/platform/logger';
import { runOutsideScopes } from '@feed/platform/request-context';
import type { Change } from '@feed/store/journal/changes';
import type { JournalListener } from '@feed/store/journal/journal';
import { type Happening, happeningOf } from '@feed/store/live/happening';
import { type Audience, showHappenings } from '@feed/store/live/show';
import { lostWatches } from '@feed/store/live/watched';
import type { Queryable } from '@feed/store/postgres/queryable';
import type { Registry, Subscription } from './registry.js';

/** How many events one statement shows. */
const maxTogether = 50;
/** More events wait for Postgres only while it is away: then subscribers are brought up to date from what is stored. */
const maxPending = 10_000;
const retryMs = 1_000;
/** Subscribers that are sent events before requests get their turn. */
const maxAtOnce = 100;

export type Outcome = 'sent' | 'hidden' | 'lost';

export interface HubOptions {
  database: Queryable;
  logger: Logger;
  registry: Registry;
  /** Reads what subscriptions have missed since the last poll. */
  recover(subscription: Subscription): Promise<void>;
  onEvent(subscription: Subscription, outcome: Outcome): void;
}

interface Pending {
  readonly happening: Happening;
  readonly audience: Audience;
}

/**
 * Brings what the journal tells to the subscriptions that it concerns. Who may know of an event is decided when it is
 * brought, by one statement for all subscribers of this process.
 */
export function createHub(options: HubOptions): JournalListener {
  const { registry } = options;
  const work = { pending: new Array<Pending>(), recheck: new Set<Subscription>(), behind: false };
  const kick = createWorker(options, work);
  return {
    apply(changes) {
      if (registry.all.size === 0) return;
      for (const change of changes) note(registry, work, change);
      if (work.pending.length > maxPending) work.behind = true;
      kick();
    },
    forget() {
      if (registry.all.size === 0) return;
      work.behind = true;
      kick();
    },
  };
}

interface Work {
  pending: Pending[];
  /** Subscriptions whose account may have lost sight of their post. */
  readonly recheck: Set<Subscription>;
  /** Whether changes were not heard. */
  behind: boolean;
}

function note(registry: Registry, { pending, recheck }: Work, change: Change): void {
  const { kind, accountId, postId, sharedPostId } = change;
  const happening = happeningOf(change);
  const audience = happening && registry.audienceOf(happening);
  if (audience) pending.push({ happening, audience });
  if (kind === 'removed' && sharedPostId === '0')
    for (const watch of registry.watching(postId)) recheck.add(watch);
  if (kind === 'relation')
    for (const each of registry.all)
      if (each.viewerId === accountId && each.subject.of === 'post') recheck.add(each);
}

/** Works off what has been noted, in order. While Postgres is away, it tries again every second. */
function createWorker(options: HubOptions, work: Work): () => void {
  let running = false;
  const run = async (): Promise<void> => {
    running = true;
    while (work.pending.length > 0 || work.recheck.size > 0 || work.behind) {
      try {
        await step(options, work);
      } catch (error) {
        options.logger.warn({ err: error }, 'subscribers wait for events that cannot be read');
        await pause(retryMs, undefined, { ref: false });
      }
    }
    running = false;
  };
  // A request may have caused the poll, but what follows is not its work.
  return () => void (running || runOutsideScopes(() => void run()));
}

async function step(options: HubOptions, work: Work): Promise<void> {
  if (work.behind) return catchUp(options, work);
  if (work.pending.length > 0) return bring(options, work);
  await release(options, work);
}

async function bring({ database, registry, onEvent }: HubOptions, work: Work): Promise<void> {
  const batch = work.pending.slice(0, maxTogether);
  const shown = await showHappenings(database, batch);
  work.pending.splice(0, batch.length);
  let count = 0;
  for (const each of shown)
    for (const { subscription, told } of registry.concerned(each)) {
      if (told) subscription.subscriber.push(subscription.eventOf(each));
      onEvent(subscription, told ? 'sent' : 'hidden');
      count += 1;
      if (count % maxAtOnce === 0) await immediate();
    }
}

/** Completes the subscriptions to posts that their accounts may not see any more. */
async function release({ database }: HubOptions, work: Work): Promise<void> {
  const checked = [...work.recheck];
  const lost = await lostWatches(database, checked.flatMap(watchOf));
  for (const each of checked) work.recheck.delete(each);
  for (const { subscription } of lost) subscription.subscriber.complete();
}

const watchOf = (subscription: Subscription) => {
  const { viewerId, subject } = subscription;
  return subject.of === 'post' ? [{ viewerId, postId: subject.postId, subscription }] : [];
};

async function catchUp({ registry, recover, onEvent }: HubOptions, work: Work): Promise<void> {
  work.behind = false;
  work.pending = [];
  for (const subscription of registry.all) {
    work.recheck.add(subscription);
    try {
      await recover(subscription);
    } catch (error) {
      onEvent(subscription, 'lost');
      const unavailable = new CodedError('UNAVAILABLE', 'Events could not be read.', { cause: error });
      subscription.subscriber.fail(unavailable);
    }
  }
}
