import { backfillFollow as backfill } from '@feed/store/feed/fan-out';
import { reaction } from '@feed/tasks/reaction';
import { patient } from '@feed/tasks/task';
import type { WorkerContext } from '../worker-context.js';

/** Puts what the followee has posted into the new follower's timeline. */
export const backfillFollow = reaction({
  name: 'backfill-follow',
  on: ['user.followed'],
  retry: patient,
  dedup: ['followerId', 'followeeId'],
  effect: 'external',
  run: (follow, _run, { database, timelines }: Pick<WorkerContext, 'database' | 'timelines'>) =>
    backfill(database, timelines, follow),
});
