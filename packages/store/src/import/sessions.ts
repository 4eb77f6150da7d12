import type { Queryable } from '../postgres/queryable.js';
import { statement } from '../postgres/statement.js';

export interface OpenedSession {
  userId: string;
  username: string;
  sessionId: string;
}

interface Row {
  user_id: string;
  username: string;
  session_id: string;
}

const insertSessions = statement<Row>(
  'sessions.insert_many',
  `WITH wanted AS (SELECT id, username FROM users WHERE id = ANY($1::bigint[])),
     made AS (INSERT INTO sessions (user_id, user_agent, expires_at)
              SELECT id, $2, now() + make_interval(secs => $3) FROM wanted RETURNING id, user_id)
   SELECT made.user_id, wanted.username, made.id AS session_id FROM made JOIN wanted ON wanted.id = made.user_id`,
);

/** Opens a session, without a refresh token, for each of the accounts that exist. */
export async function openSessions(
  q: Queryable,
  userIds: readonly string[],
  { userAgent, lifeSeconds }: { userAgent: string; lifeSeconds: number },
): Promise<OpenedSession[]> {
  const rows = await q.query(insertSessions, [userIds, userAgent, lifeSeconds]);
  return rows.map((row) => ({ userId: row.user_id, username: row.username, sessionId: row.session_id }));
}

const selectByPrefix = statement<{ id: string; username: string }>(
  'users.by_prefix',
  'SELECT id, username FROM users WHERE starts_with(username, $1) ORDER BY id',
);

/** All accounts whose username begins with `prefix`, oldest first. For commands only: there is no limit. */
export const accountsNamed = (q: Queryable, prefix: string): Promise<{ id: string; username: string }[]> =>
  q.query(selectByPrefix, [prefix]);
