import { ids } from '@feed/events/payload';
import { patient, type Task } from '../task.js';

/** Gives back the room that an unfollowed account's posts take in a timeline; readers never saw them. */
export const cleanUpUnfollowTask: Task<{ followerId: string; followeeId: string }> = {
  name: 'clean-up-unfollow',
  parse: ids('followerId', 'followeeId'),
  retry: patient,
};
