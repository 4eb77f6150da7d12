import type { Tx } from '../../postgres/queryable.js';
import { statement } from '../../postgres/statement.js';
import { type UserRow, type UserView, toUserView, userColumns } from './view.js';

export interface NewUser {
  username: string;
  email: string;
  passwordHash: string;
  firstName: string;
  lastName: string;
  bio: string;
}

/** Undefined leaves a column as it is. */
export interface ProfileChange {
  username?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
  bio?: string | undefined;
}

const insertUser = statement<UserRow>(
  'users.insert',
  `INSERT INTO users AS u (username, email, password_hash, first_name, last_name, bio)
   VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${userColumns('u')}`,
);

const updateProfile = statement<UserRow>(
  'users.update_profile',
  `UPDATE users AS u SET username = coalesce($2, username), first_name = coalesce($3, first_name),
     last_name = coalesce($4, last_name), bio = coalesce($5, bio), updated_at = now()
   WHERE id = $1 RETURNING ${userColumns('u')}`,
);

/** @throws the database's unique violation of `users_username` or `users_email` */
export async function createUser(tx: Tx, user: NewUser): Promise<UserView> {
  const { username, email, passwordHash, firstName, lastName, bio } = user;
  const [row] = await tx.query(insertUser, [username, email, passwordHash, firstName, lastName, bio]);
  if (!row) throw new Error('the new account has no row');
  return toUserView(row);
}

/** @throws the database's unique violation of `users_username`. Null when the account is gone. */
export async function changeProfile(tx: Tx, userId: string, change: ProfileChange): Promise<UserView | null> {
  const values = [change.username, change.firstName, change.lastName, change.bio].map(
    (value) => value ?? null,
  );
  const [row] = await tx.query(updateProfile, [userId, ...values]);
  return row ? toUserView(row) : null;
}
