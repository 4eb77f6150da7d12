import { notBlocked } from '../../content/posts/view.js';
import type { Queryable } from '../../postgres/queryable.js';
import { statement } from '../../postgres/statement.js';
import { type UserRow, type UserView, toUserView, userColumns } from './view.js';

export interface Credentials {
  userId: string;
  username: string;
  passwordHash: string | null;
}

export interface Contact {
  username: string;
  firstName: string;
  email: string | null;
}

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

/** The accounts of `ids` that the viewer may see, in no order. `viewerId` null is an anonymous caller. */
export async function visibleUsers(
  q: Queryable,
  viewerId: string | null,
  ids: readonly string[],
): Promise<UserView[]> {
  return (await q.query(selectVisible, [ids, viewerId])).map(toUserView);
}

const selectContact = statement<Contact>(
  'users.contact',
  'SELECT username, first_name AS "firstName", email FROM users WHERE id = $1',
);

/** How to address and reach an account. Null when it is gone. */
export async function contactOf(q: Queryable, userId: string): Promise<Contact | null> {
  return (await q.query(selectContact, [userId]))[0] ?? null;
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
