import { dropTimelines } from '@feed/store/feed/fan-out';
import { reaction } from '@feed/tasks/reaction';
import { patient } from '@feed/tasks/task';
import type { WorkerContext } from '../worker-context.js';

/** Frees the memory that an unfollowed account's posts take in a timeline; readers no longer see them. */
export const cleanUpUnfollow = reaction({
  name: 'clean-up-unfollow',
  on: ['user.unfollowed'],
  retry: patient,
  dedup: ['followerId', 'followeeId'],
  effect: 'external',
  run: ({ followerId }, _run, { timelines }: Pick<WorkerContext, 'timelines'>) =>
    dropTimelines(timelines, [followerId]),
});
