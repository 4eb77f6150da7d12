import { type LongColumns, onlyIf, textIf, unread, type Unread } from '../../postgres/long-columns.js';
import type { User } from '../../postgres/models/identity.js';

/** An account as other users see it. */
export interface UserView {
  id: string;
  username: string;
  firstName: string;
  lastName: string;
  bio: string | Unread;
  /** The picture's address, or null. */
  profilePic: string | null;
  isVerified: boolean;
  followersCount: number | Unread;
  followingCount: number | Unread;
  postsCount: number | Unread;
  /** When its profile was last changed. */
  updatedAt: Date | string | Unread;
}

export interface UserRow {
  user_id: string;
  username: string;
  first_name: string;
  last_name: string;
  /** Null when it was not read. */
  bio: string | null;
  avatar_url: string | null;
  is_verified: boolean;
  followers_count: number;
  following_count: number;
  posts_count: number;
  user_updated_at: Date;
}

export type BriefUserRow = Pick<
  UserRow,
  'user_id' | 'username' | 'first_name' | 'last_name' | 'avatar_url' | 'is_verified'
>;

/** The SELECT list of a `UserRow`, from the table under this alias. @param bio a parameter: whether to read the bio */
export function userColumns(alias: string, bio: string): string {
  const a = alias;
  return `${a}.id AS user_id, ${a}.username, ${a}.first_name, ${a}.last_name, ${onlyIf(bio, `${a}.bio`)} AS bio,
    ${a}.avatar_url, ${a}.is_verified, ${a}.followers_count, ${a}.following_count, ${a}.posts_count,
    ${a}.updated_at AS user_updated_at`;
}

export function toUserView(row: UserRow, { bio }: Pick<LongColumns, 'bio'>): UserView {
  return {
    id: row.user_id,
    username: row.username,
    firstName: row.first_name,
    lastName: row.last_name,
    bio: textIf(bio, row.bio),
    profilePic: row.avatar_url,
    isVerified: row.is_verified,
    followersCount: row.followers_count,
    followingCount: row.following_count,
    postsCount: row.posts_count,
    updatedAt: row.user_updated_at,
  };
}

/** The part of `userColumns` that does not change with every follow and every post. */
export function briefUserColumns(alias: string): string {
  const a = alias;
  return `${a}.id AS user_id, ${a}.username, ${a}.first_name, ${a}.last_name, ${a}.avatar_url, ${a}.is_verified`;
}

/** The view of a row of `briefUserColumns`. */
export function toBriefUserView(row: BriefUserRow): UserView {
  return {
    id: row.user_id,
    username: row.username,
    firstName: row.first_name,
    lastName: row.last_name,
    bio: unread,
    profilePic: row.avatar_url,
    isVerified: row.is_verified,
    followersCount: unread,
    followingCount: unread,
    postsCount: unread,
    updatedAt: unread,
  };
}

/** The attributes of the model `User` that a `UserView` shows. */
const viewedAttributes = [
  'id',
  'username',
  'firstName',
  'lastName',
  'bio',
  'avatarUrl',
  'isVerified',
  'followersCount',
  'followingCount',
  'postsCount',
  'updatedAt',
] as const satisfies readonly (keyof User)[];

type Viewed = Omit<Pick<User, (typeof viewedAttributes)[number]>, 'bio'> & Partial<Pick<User, 'bio'>>;

/** The attributes to read for a view. */
export const attributesFor = ({ bio }: Pick<LongColumns, 'bio'>): string[] =>
  viewedAttributes.filter((name) => bio || name !== 'bio');

/** @param user without `bio` when it was not read */
export function viewOfUser({ avatarUrl, ...user }: Viewed): UserView {
  return {
    id: user.id,
    username: user.username,
    firstName: user.firstName,
    lastName: user.lastName,
    bio: user.bio ?? unread,
    profilePic: avatarUrl,
    isVerified: user.isVerified,
    followersCount: user.followersCount,
    followingCount: user.followingCount,
    postsCount: user.postsCount,
    updatedAt: user.updatedAt,
  };
}

/**
 * FROM item: the account with this id, under the alias `u`. It is fetched row by row, because the planner would otherwise
 * read all accounts to join a page of them.
 */
export function userOf(id: string): string {
  return `LATERAL (SELECT * FROM users WHERE id = ${id} OFFSET 0) u`;
}
