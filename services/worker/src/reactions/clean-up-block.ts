import { dropTimelines } from '@feed/store/feed/fan-out';
import { reaction } from '@feed/tasks/reaction';
import { patient } from '@feed/tasks/task';
import type { WorkerContext } from '../worker-context.js';

/**
 * A block ends the follows in both directions. It is not part of `clean-up-unfollow`, whose rows a worker of release
 * 0.1.0 would also claim, and bury because it does not know this payload.
 */
export const cleanUpBlock = reaction({
  name: 'clean-up-block',
  on: ['user.blocked'],
  retry: patient,
  dedup: ['blockerId', 'blockedId'],
  effect: 'external',
  run: ({ blockerId, blockedId }, _run, { timelines }: Pick<WorkerContext, 'timelines'>) =>
    dropTimelines(timelines, [blockerId, blockedId]),
});
