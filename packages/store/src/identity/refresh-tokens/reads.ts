import type { Queryable } from '../../postgres/queryable.js';
import { statement } from '../statement.js';
import { hashOf, lookUp, toRefreshTokenView, type RefreshTokenView, type TokenRow } from './view.js';

const selectToken = statement<TokenRow>('refresh_tokens.by_hash', lookUp);

/** Null when the token is unknown or expired, or its session has ended. */
export async function findRefreshToken(q: Queryable, token: string): Promise<RefreshTokenView | null> {
  const [row] = await q.query(selectToken, [hashOf(token)]);
  return row ? toRefreshTokenView(row) : null;
}
