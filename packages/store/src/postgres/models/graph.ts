import { bigint, newId, primaryKey } from './columns.js';
import { users, type User } from './identity.js';
import { refersTo, table } from './table.js';

const followColumns = { followerId: primaryKey(bigint()), followeeId: primaryKey(bigint()), id: newId() };

export const follows = table<typeof followColumns, { follower: User; followee: User }>(
  'follows',
  followColumns,
);
refersTo(follows, 'follower', 'followerId', users);
refersTo(follows, 'followee', 'followeeId', users);
