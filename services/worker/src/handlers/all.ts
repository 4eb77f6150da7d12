import type { Handlers } from '@feed/tasks/handler';
import { taskNames } from '@feed/tasks/kinds/all';
import type { WorkerContext } from '../context.js';
import { handleBackfillFollow } from './backfill-follow.js';
import { handleCheckFeeds } from './check-feeds.js';
import { handleCleanUpUnfollow } from './clean-up-unfollow.js';
import { handleFanOutPost } from './fan-out-post.js';
import { handleReconcileCounters } from './reconcile-counters.js';
import { handleRetention } from './retention.js';
import { handleWelcomeMail } from './welcome-mail.js';

/** One handler for every kind of task: a missing, unknown or second one does not compile. */
export function createHandlers(context: WorkerContext): Handlers {
  return {
    'backfill-follow': handleBackfillFollow(context),
    'check-feeds': handleCheckFeeds(context),
    'clean-up-unfollow': handleCleanUpUnfollow(context),
    'fan-out-post': handleFanOutPost(context),
    'reconcile-counters': handleReconcileCounters(context),
    retention: handleRetention(context),
    'welcome-mail': handleWelcomeMail(context),
  };
}

/** For a worker that was built against another release of the kinds. @throws Error that names what does not fit */
export function assertComplete(handlers: object): void {
  const missing = taskNames.filter((name) => !Object.hasOwn(handlers, name));
  const unknown = Object.keys(handlers).filter((name) => !(taskNames as string[]).includes(name));
  const faults = [
    ...missing.map((name) => `no handler for the task ${name}`),
    ...unknown.map((name) => `a handler for ${name}, which is no task`),
  ];
  if (faults.length > 0) throw new Error(faults.join('; '));
}
