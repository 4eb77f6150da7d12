import { ids } from '../payload.js';

export const safetyEvents = {
  /** Whatever each followed of the other has ended with it. */
  'user.blocked': ids('blockerId', 'blockedId'),
};
