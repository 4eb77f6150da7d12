import { createHash } from 'node:crypto';

/**
 * `fresh` was never exchanged. `repeated` was first exchanged within the grace time: by another tab of the same browser,
 * or by a client that lost the response. `reused` was exchanged before that: a second party probably has a copy of it.
 * `expired` came too late, and says nothing about its exchanges.
 */
export type RefreshTokenState = 'fresh' | 'repeated' | 'reused' | 'expired';

export interface RefreshTokenView {
  state: RefreshTokenState;
  sessionId: string;
  userId: string;
  username: string;
}

export interface TokenRow {
  state: RefreshTokenState;
  session_id: string;
  user_id: string;
  username: string;
}

/** $1: hash of the token, $2: the grace time in seconds. */
export const lookUp = `
  SELECT rt.session_id, s.user_id, u.username,
         CASE WHEN rt.expires_at <= now() OR s.expires_at <= now() THEN 'expired'
              WHEN rt.used_at IS NULL THEN 'fresh'
              WHEN rt.used_at > now() - make_interval(secs => $2) THEN 'repeated'
              ELSE 'reused' END AS state
  FROM refresh_tokens rt JOIN sessions s ON s.id = rt.session_id JOIN users u ON u.id = s.user_id
  WHERE rt.token_hash = $1 AND s.revoked_at IS NULL`;

/** Only the hash is stored, so the database reveals no token. */
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export const toRefreshTokenView = (row: TokenRow): RefreshTokenView => ({
  state: row.state,
  sessionId: row.session_id,
  userId: row.user_id,
  username: row.username,
});
