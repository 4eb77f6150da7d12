import { backfillFollow as backfill } from '@feed/store/feed/fan-out';
import { backfill as backfillKinds } from '@feed/store/feed/unfinished';
import { reaction } from '@feed/tasks/reaction';
import { patient } from '@feed/tasks/task';
import type { WorkerContext } from '../worker-context.js';

/** Has the new follower's timeline built again, with what the followee has posted. */
export const backfillFollow = reaction({
  name: backfillKinds.task,
  on: backfillKinds.events,
  retry: patient,
  dedup: ['followerId', 'followeeId'],
  effect: 'external',
  run: (follow, _run, { database, timelines }: Pick<WorkerContext, 'database' | 'timelines'>) =>
    backfill(database, timelines, follow),
});
