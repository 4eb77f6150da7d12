import type { Queryable } from '../../postgres/queryable.js';
import { statement } from '../statement.js';
import { hashOf, lookUp, toRefreshTokenView, type RefreshTokenView, type TokenRow } from './view.js';

const selectToken = statement<TokenRow>('refresh_tokens.by_hash', lookUp);

/**
 * Null when the token is unknown, or its session was ended.
 * @param graceSeconds how long after its first exchange the token counts as `repeated`, not as `reused`
 */
export async function findRefreshToken(
  q: Queryable,
  token: string,
  graceSeconds: number,
): Promise<RefreshTokenView | null> {
  const [row] = await q.query(selectToken, [hashOf(token), graceSeconds]);
  return row ? toRefreshTokenView(row) : null;
}
