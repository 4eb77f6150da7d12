import { ids } from '@feed/events/payload';
import { patient, type Task } from '../task.js';

/** Puts a new post or share into the timelines of its author's followers. */
export const fanOutPostTask: Task<{ postId: string }> = {
  name: 'fan-out-post',
  parse: ids('postId'),
  retry: patient,
};
