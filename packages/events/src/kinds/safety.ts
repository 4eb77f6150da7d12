import { ids } from '../payload.js';

export const safetyEvents = {
  /** It also ended the follows between the two accounts, in both directions. */
  'user.blocked': ids('blockerId', 'blockedId'),
};
