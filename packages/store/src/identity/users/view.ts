/** A person as others see them. */
export interface UserView {
  id: string;
  username: string;
  firstName: string;
  lastName: string;
  bio: string;
  /** The picture's address, or null. */
  profilePic: string | null;
  isVerified: boolean;
  followersCount: number;
  followingCount: number;
  postsCount: number;
}

export interface UserRow {
  user_id: string;
  username: string;
  first_name: string;
  last_name: string;
  bio: string;
  avatar_url: string | null;
  is_verified: boolean;
  followers_count: number;
  following_count: number;
  posts_count: number;
}

/** The SELECT list of a `UserRow`, from the table under this alias. */
export function userColumns(alias: string): string {
  const a = alias;
  return `${a}.id AS user_id, ${a}.username, ${a}.first_name, ${a}.last_name, ${a}.bio, ${a}.avatar_url,
    ${a}.is_verified, ${a}.followers_count, ${a}.following_count, ${a}.posts_count`;
}

export function toUserView(row: UserRow): UserView {
  return {
    id: row.user_id,
    username: row.username,
    firstName: row.first_name,
    lastName: row.last_name,
    bio: row.bio,
    profilePic: row.avatar_url,
    isVerified: row.is_verified,
    followersCount: row.followers_count,
    followingCount: row.following_count,
    postsCount: row.posts_count,
  };
}
