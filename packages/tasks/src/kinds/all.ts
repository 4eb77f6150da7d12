import { backfillFollowTask } from './backfill-follow.js';
import { checkFeedsTask } from './check-feeds.js';
import { cleanUpUnfollowTask } from './clean-up-unfollow.js';
import { fanOutPostTask } from './fan-out-post.js';
import { reconcileCountersTask } from './reconcile-counters.js';
import { retentionTask } from './retention.js';
import { welcomeMailTask } from './welcome-mail.js';

/** Every kind of task there is, by its name. */
export const tasks = {
  'backfill-follow': backfillFollowTask,
  'check-feeds': checkFeedsTask,
  'clean-up-unfollow': cleanUpUnfollowTask,
  'fan-out-post': fanOutPostTask,
  'reconcile-counters': reconcileCountersTask,
  retention: retentionTask,
  'welcome-mail': welcomeMailTask,
} as const;

export type TaskName = keyof typeof tasks;
export const taskNames = Object.keys(tasks) as TaskName[];
