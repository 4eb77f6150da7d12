import type { Queryable, Tx } from '../../postgres/queryable.js';
import { statement } from '../../postgres/statement.js';

export interface SessionView {
  /** Carries the time of the login. */
  id: string;
  userAgent: string | null;
  address: string | null;
  lastUsedAt: Date;
  expiresAt: Date;
}

export interface NewSession {
  userId: string;
  userAgent: string | undefined;
  address: string;
  lifeSeconds: number;
}

interface SessionRow {
  id: string;
  user_agent: string | null;
  address: string | null;
  last_used_at: Date;
  expires_at: Date;
}

const maxUserAgentLength = 300;
/** More live sessions than a person has devices are a way to fill the database; the oldest end. */
const maxSessionsPerUser = 20;

const insertSession = statement<{ id: string }>(
  'sessions.insert',
  `INSERT INTO sessions (user_id, user_agent, address, expires_at)
   VALUES ($1, $2, $3, now() + make_interval(secs => $4)) RETURNING id`,
);

const revokeSurplus = statement<{ id: string }>(
  'sessions.revoke_surplus',
  `UPDATE sessions SET revoked_at = now(), revoked_reason = 'too_many_sessions'
   WHERE id IN (SELECT id FROM sessions WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > now()
                ORDER BY id DESC OFFSET $2)
   RETURNING id`,
);

const selectLive = statement<SessionRow>(
  'sessions.live',
  `SELECT id, user_agent, address, last_used_at, expires_at FROM sessions
   WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > now() ORDER BY id DESC LIMIT 100`,
);

const revokeOne = statement<{ id: string }>(
  'sessions.revoke',
  `UPDATE sessions SET revoked_at = now(), revoked_reason = $3
   WHERE id = $1 AND user_id = $2 AND revoked_at IS NULL RETURNING id`,
);

const selectRevoked = statement<{ id: string }>(
  'sessions.recently_revoked',
  `SELECT id FROM sessions WHERE revoked_at > now() - make_interval(secs => $1)`,
);

const selectLiveOne = statement<{ username: string; expires_at: Date }>(
  'sessions.live_one',
  `SELECT u.username, s.expires_at FROM sessions s JOIN users u ON u.id = s.user_id
   WHERE s.id = $1 AND s.user_id = $2 AND s.revoked_at IS NULL AND s.expires_at > now()`,
);

/** @returns the new session's id, and the ids of sessions that had to end for it */
export async function openSession(tx: Tx, session: NewSession): Promise<{ id: string; ended: string[] }> {
  const agent = session.userAgent?.slice(0, maxUserAgentLength) ?? null;
  const values = [session.userId, agent, session.address, session.lifeSeconds];
  const [row] = await tx.query(insertSession, values);
  if (!row) throw new Error('the new session has no id');
  const ended = await tx.query(revokeSurplus, [session.userId, maxSessionsPerUser]);
  return { id: row.id, ended: ended.map(({ id }) => id) };
}

/** The account's sessions that can still be used, newest first. */
export async function liveSessions(q: Queryable, userId: string): Promise<SessionView[]> {
  const rows = await q.query(selectLive, [userId]);
  return rows.map((row) => ({
    id: row.id,
    userAgent: row.user_agent,
    address: row.address,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
  }));
}

/** @returns false when the account has no such session that could still be used */
export async function revokeSession(
  tx: Tx,
  session: { id: string; userId: string },
  reason: 'logout' | 'revoked' | 'refresh_token_reuse',
): Promise<boolean> {
  return (await tx.query(revokeOne, [session.id, session.userId, reason])).length > 0;
}

/** Ids of the sessions revoked in the last `seconds`. */
export async function recentlyRevoked(q: Queryable, seconds: number): Promise<string[]> {
  return (await q.query(selectRevoked, [seconds])).map(({ id }) => id);
}

/** Null when the session has ended. */
export async function liveSession(
  q: Queryable,
  { id, userId }: { id: string; userId: string },
): Promise<{ username: string; expiresAt: Date } | null> {
  const [row] = await q.query(selectLiveOne, [id, userId]);
  return row ? { username: row.username, expiresAt: row.expires_at } : null;
}
