import { randomBytes } from 'node:crypto';
import type { Tx } from '../../postgres/queryable.js';
import { statement } from '../statement.js';
import { hashOf, lookUp, toRefreshTokenView, type RefreshTokenView, type TokenRow } from './view.js';

const lockToken = statement<TokenRow>('refresh_tokens.lock', `${lookUp} FOR UPDATE OF rt, s`);

const useAll = statement<never>(
  'refresh_tokens.use',
  'UPDATE refresh_tokens SET used_at = now() WHERE session_id = $1 AND used_at IS NULL',
);

const insertToken = statement<{ expires_at: Date }>(
  'refresh_tokens.insert',
  `INSERT INTO refresh_tokens (token_hash, session_id, expires_at)
   VALUES ($1, $2, now() + make_interval(secs => $3)) RETURNING expires_at`,
);

const extendSession = statement<never>(
  'refresh_tokens.extend_session',
  'UPDATE sessions SET last_used_at = now(), expires_at = now() + make_interval(secs => $2) WHERE id = $1',
);

export interface IssuedRefreshToken {
  refreshToken: string;
  refreshExpiresAt: Date;
}

/**
 * Exchanges a token for its successor. The rows of the token and its session are locked, so parallel exchanges take
 * turns. A token that was exchanged in the last 10 seconds, by a client that lost the response, is exchanged again as
 * long as no successor was used.
 * @returns null when the token cannot be exchanged
 */
export async function exchangeRefreshToken(
  tx: Tx,
  token: string,
  lifeSeconds: number,
): Promise<(RefreshTokenView & IssuedRefreshToken) | null> {
  const [row] = await tx.query(lockToken, [hashOf(token)]);
  if (!row || row.state === 'reused') return null;
  // A repetition leaves the token of the first response valid: that response may have arrived after all.
  if (row.state === 'fresh') await tx.query(useAll, [row.session_id]);
  await tx.query(extendSession, [row.session_id, lifeSeconds]);
  return { ...toRefreshTokenView(row), ...(await issueRefreshToken(tx, row.session_id, lifeSeconds)) };
}

/** Creates a token that can be exchanged once within `lifeSeconds`. */
export async function issueRefreshToken(
  tx: Tx,
  sessionId: string,
  lifeSeconds: number,
): Promise<IssuedRefreshToken> {
  const refreshToken = randomBytes(32).toString('base64url');
  const [row] = await tx.query(insertToken, [hashOf(refreshToken), sessionId, lifeSeconds]);
  if (!row) throw new Error('the new refresh token has no expiry');
  return { refreshToken, refreshExpiresAt: row.expires_at };
}
