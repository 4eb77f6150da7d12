import { randomBytes } from 'node:crypto';
import type { Tx } from '../../postgres/queryable.js';
import { statement } from '../statement.js';
import { hashOf, lookUp, toRefreshTokenView, type RefreshTokenView, type TokenRow } from './view.js';

const lockToken = statement<TokenRow>('refresh_tokens.lock', `${lookUp} FOR UPDATE OF rt, s`);

const useToken = statement<never>(
  'refresh_tokens.use',
  'UPDATE refresh_tokens SET used_at = now() WHERE token_hash = $1',
);

const insertToken = statement<{ expires_at: Date }>(
  'refresh_tokens.insert',
  `INSERT INTO refresh_tokens (token_hash, session_id, expires_at)
   VALUES ($1, $2, now() + make_interval(secs => $3)) RETURNING expires_at`,
);

const extendSession = statement<never>(
  'refresh_tokens.extend_session',
  `UPDATE sessions SET last_used_at = now(), last_address = $3, expires_at = now() + make_interval(secs => $2)
   WHERE id = $1`,
);

export interface IssuedRefreshToken {
  refreshToken: string;
  refreshExpiresAt: Date;
}

export interface Exchange {
  token: string;
  /** How long after its first exchange a token may be exchanged again. */
  graceSeconds: number;
  /** The lifetime of the new token, and of the session if it is not used. */
  lifeSeconds: number;
  /** The address that the request came from. */
  address: string;
}

/**
 * Exchanges a token for a successor. The rows of the token and its session are locked, so parallel exchanges take turns.
 * An exchange within the grace time creates a further successor and leaves the earlier ones valid, because each may be
 * in the hands of another tab.
 * @returns why the token cannot be exchanged, or its successor
 */
export async function exchangeRefreshToken(
  tx: Tx,
  { token, graceSeconds, lifeSeconds, address }: Exchange,
): Promise<(RefreshTokenView & IssuedRefreshToken) | 'expired' | 'invalid'> {
  const hash = hashOf(token);
  const [row] = await tx.query(lockToken, [hash, graceSeconds]);
  if (!row || row.state === 'reused') return 'invalid';
  if (row.state === 'expired') return 'expired';
  // The grace time runs from the first exchange, so repetitions do not extend it.
  if (row.state === 'fresh') await tx.query(useToken, [hash]);
  await tx.query(extendSession, [row.session_id, lifeSeconds, address]);
  return { ...toRefreshTokenView(row), ...(await issueRefreshToken(tx, row.session_id, lifeSeconds)) };
}

/** Creates a token that can be exchanged within `lifeSeconds`. */
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
