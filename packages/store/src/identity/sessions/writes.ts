import { cutText } from '@feed/platform/text';
import { fn } from 'sequelize';
import { modelsOf } from '../../postgres/models/models.js';
import type { Tx } from '../../postgres/queryable.js';
import { statement } from '../statement.js';

export interface NewSession {
  userId: string;
  userAgent: string | undefined;
  address: string;
  lifeSeconds: number;
}

const maxUserAgentLength = 300;
/** A client that logs in again and again would otherwise fill the database. */
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

/**
 * Opens a session. When the account then has more than 20 live sessions, the oldest ones are ended.
 * @returns the new session's id, and the ids of the sessions that ended
 */
export async function openSession(tx: Tx, session: NewSession): Promise<{ id: string; ended: string[] }> {
  const agent = session.userAgent === undefined ? null : cutText(session.userAgent, maxUserAgentLength);
  const values = [session.userId, agent, session.address, session.lifeSeconds];
  const [row] = await tx.query(insertSession, values);
  if (!row) throw new Error('the new session has no id');
  const ended = await tx.query(revokeSurplus, [session.userId, maxSessionsPerUser]);
  return { id: row.id, ended: ended.map(({ id }) => id) };
}

/** @returns false when the account has no such session, or it was revoked before */
export async function revokeSession(
  tx: Tx,
  { id, userId }: { id: string; userId: string },
  reason: 'logout' | 'revoked' | 'refresh_token_reuse',
): Promise<boolean> {
  const change = { revokedAt: fn('now'), revokedReason: reason };
  return (await modelsOf(tx).Session.update(change, { id, userId, revokedAt: null })).length > 0;
}

/** Ends all sessions of an account. @returns how many there were */
export async function revokeSessions(tx: Tx, userId: string): Promise<number> {
  const change = { revokedAt: fn('now'), revokedReason: 'revoked' };
  return (await modelsOf(tx).Session.update(change, { userId, revokedAt: null })).length;
}
