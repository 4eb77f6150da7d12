import { ids } from '../payload.js';

export const safetyEvents = {
  /** The block has also ended any follow between the two accounts. */
  'user.blocked': ids('blockerId', 'blockedId'),
};
