import type { Queryable, Tx } from '../../postgres/queryable.js';
import { statement } from '../../postgres/statement.js';
import { notBlocked } from '../../content/posts/view.js';
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

export interface Credentials {
  userId: string;
  username: string;
  passwordHash: string | null;
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

const selectVisible = statement<UserRow>(
  'users.visible',
  `SELECT ${userColumns('u')} FROM users u WHERE u.id = ANY($1::bigint[]) AND ${notBlocked('$2', 'u.id')}`,
);

const selectEmail = statement<{ email: string | null }>(
  'users.email',
  'SELECT email FROM users WHERE id = $1',
);

const selectCredentials = statement<{ id: string; username: string; password_hash: string | null }>(
  'users.credentials',
  'SELECT id, username, password_hash FROM users WHERE lower(username) = lower($1)',
);

const selectTaken = statement<{ username: boolean; email: boolean }>(
  'users.taken',
  `SELECT EXISTS (SELECT FROM users WHERE lower(username) = lower($1)) AS username,
          EXISTS (SELECT FROM users WHERE lower(email) = lower($2)) AS email`,
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

/** The accounts of `ids` that the viewer may see, in no order. `viewerId` null is an anonymous caller. */
export async function visibleUsers(
  q: Queryable,
  viewerId: string | null,
  ids: readonly string[],
): Promise<UserView[]> {
  return (await q.query(selectVisible, [ids, viewerId])).map(toUserView);
}

export async function emailOf(q: Queryable, userId: string): Promise<string | null> {
  const [row] = await q.query(selectEmail, [userId]);
  return row?.email ?? null;
}

export async function credentialsOf(q: Queryable, username: string): Promise<Credentials | null> {
  const [row] = await q.query(selectCredentials, [username]);
  return row ? { userId: row.id, username: row.username, passwordHash: row.password_hash } : null;
}

/** Which of the two are taken, regardless of case. */
export async function takenNames(
  q: Queryable,
  { username, email }: { username: string; email: string },
): Promise<{ username: boolean; email: boolean }> {
  const [row] = await q.query(selectTaken, [username, email]);
  return row ?? { username: false, email: false };
}
