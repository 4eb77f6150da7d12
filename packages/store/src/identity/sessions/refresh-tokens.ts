import { createHash, randomBytes } from 'node:crypto';
import type { Queryable, Tx } from '../../postgres/queryable.js';
import { statement } from '../../postgres/statement.js';

/** `fresh` may be exchanged; `repeated` was, moments ago, and its answer may have been lost; `reused` looks stolen. */
export type RefreshTokenState = 'fresh' | 'repeated' | 'reused';

export interface RefreshTokenView {
  state: RefreshTokenState;
  sessionId: string;
  userId: string;
  username: string;
}

interface TokenRow {
  state: RefreshTokenState;
  session_id: string;
  user_id: string;
  username: string;
}

const repeatSeconds = 10;

const lookUp = (lock: string): string => `
  SELECT rt.session_id, s.user_id, u.username,
         CASE WHEN rt.used_at IS NULL THEN 'fresh'
              WHEN rt.used_at > now() - interval '${repeatSeconds} seconds' AND NOT EXISTS (
                SELECT FROM refresh_tokens later WHERE later.session_id = rt.session_id
                AND later.issued_at > rt.issued_at AND later.used_at IS NOT NULL) THEN 'repeated'
              ELSE 'reused' END AS state
  FROM refresh_tokens rt JOIN sessions s ON s.id = rt.session_id JOIN users u ON u.id = s.user_id
  WHERE rt.token_hash = $1 AND rt.expires_at > now() AND s.expires_at > now() AND s.revoked_at IS NULL ${lock}`;

const selectToken = statement<TokenRow>('refresh_tokens.by_hash', lookUp(''));
const lockToken = statement<TokenRow>('refresh_tokens.lock', lookUp('FOR UPDATE OF rt, s'));

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

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Null when the token is unknown or expired, or its session has ended. */
export async function findRefreshToken(q: Queryable, token: string): Promise<RefreshTokenView | null> {
  const [row] = await q.query(selectToken, [hashOf(token)]);
  return row ? toView(row) : null;
}

/**
 * Exchanges a token for its successor; both rows of the session are locked, so that parallel exchanges take turns.
 * A token that was exchanged in the last 10 seconds, by a client that lost the answer, is exchanged again as long as
 * no successor was used.
 * @returns null when the token cannot be exchanged
 */
export async function exchangeRefreshToken(
  tx: Tx,
  token: string,
  lifeSeconds: number,
): Promise<(RefreshTokenView & IssuedRefreshToken) | null> {
  const [row] = await tx.query(lockToken, [hashOf(token)]);
  if (!row || row.state === 'reused') return null;
  // A repetition leaves the token of the lost answer alone: it may not have been lost.
  if (row.state === 'fresh') await tx.query(useAll, [row.session_id]);
  await tx.query(extendSession, [row.session_id, lifeSeconds]);
  return { ...toView(row), ...(await issueRefreshToken(tx, row.session_id, lifeSeconds)) };
}

export interface IssuedRefreshToken {
  refreshToken: string;
  refreshExpiresAt: Date;
}

/** Only a hash is stored: the token itself is known to the client alone. */
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

const toView = (row: TokenRow): RefreshTokenView => ({
  state: row.state,
  sessionId: row.session_id,
  userId: row.user_id,
  username: row.username,
});
