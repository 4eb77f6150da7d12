import { ids } from '@feed/events/payload';
import { patient, type Task } from '../task.js';

/** Brings what the followee has posted into the new follower's timeline. */
export const backfillFollowTask: Task<{ followerId: string; followeeId: string }> = {
  name: 'backfill-follow',
  parse: ids('followerId', 'followeeId'),
  retry: patient,
};
