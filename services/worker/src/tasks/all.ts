import { checkFeeds } from './check-feeds.js';
import { reconcileCounters } from './reconcile-counters.js';
import { retention } from './retention.js';

/** Every task that no event causes. */
export const periodicTasks = [checkFeeds, reconcileCounters, retention];
