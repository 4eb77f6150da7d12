import { ids } from '../payload.js';

export const graphEvents = {
  'user.followed': ids('followerId', 'followeeId'),
  'user.unfollowed': ids('followerId', 'followeeId'),
};
