import {
  bigint,
  boolean,
  bytes,
  counter,
  newId,
  nullable,
  oneOf,
  primaryKey,
  text,
  time,
  timeOfInsert,
  timeOfRow,
  withDefault,
  type RowOf,
} from './columns.js';
import { refersTo, table } from './table.js';

const userColumns = {
  id: primaryKey(newId()),
  username: text(),
  email: nullable(text()),
  passwordHash: nullable(text()),
  firstName: withDefault(text(), ''),
  lastName: withDefault(text(), ''),
  bio: withDefault(text(), ''),
  avatarUrl: nullable(text()),
  isVerified: withDefault(boolean(), false),
  followersCount: counter(),
  followingCount: counter(),
  postsCount: counter(),
  mergeOnRead: withDefault(boolean(), false),
  updatedAt: timeOfRow(),
  role: withDefault(oneOf('USER', 'MODERATOR', 'ADMIN'), 'USER'),
};

export type User = RowOf<typeof userColumns>;
export const users = table('users', userColumns);

const sessionColumns = {
  id: primaryKey(newId()),
  userId: bigint(),
  userAgent: nullable(text()),
  address: nullable(text()),
  lastAddress: nullable(text()),
  lastUsedAt: timeOfInsert(),
  expiresAt: time(),
  revokedAt: nullable(time()),
  revokedReason: nullable(text()),
};

export type Session = RowOf<typeof sessionColumns>;
export const sessions = table<typeof sessionColumns, { user: User }>('sessions', sessionColumns);
refersTo(sessions, 'user', 'userId', users);

export const refreshTokens = table('refresh_tokens', {
  tokenHash: primaryKey(bytes()),
  sessionId: bigint(),
  issuedAt: timeOfInsert(),
  expiresAt: time(),
  usedAt: nullable(time()),
});
refersTo(refreshTokens, 'session', 'sessionId', sessions);

/** Sessions whose rows are gone although access tokens of theirs may still be valid. A trigger writes them. */
export const deletedSessions = table('deleted_sessions', {
  id: primaryKey(bigint()),
  deletedAt: timeOfInsert(),
});
