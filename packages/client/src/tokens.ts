import { errorOf } from './errors.js';
import type { TokensFragment } from './generated/operations.js';

/** The account that is logged in. */
export interface Account {
  readonly id: string;
  readonly username: string;
}

/** The login of a session. Times are in milliseconds since 1970, by the clock of this device. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly account: Account;
  /** When `accessToken` expires. */
  readonly expiresAt: number;
  /** When to get the next tokens, which is before `expiresAt`. */
  readonly renewAt: number;
}

/** The part of the lifetime in which a token is used. */
const used = 0.8;

/**
 * The tokens of a response that has just arrived. The lifetime is taken from the token, so that a wrong clock on this
 * device does no harm.
 * @throws FeedError BAD_RESPONSE when there are none
 */
export function toTokens(issued: TokensFragment | null): Tokens {
  if (!issued) throw errorOf('The response has no tokens', { code: 'BAD_RESPONSE' });
  const { token, refreshToken, payload } = issued;
  const { sub = '', iat } = claimsOf(token);
  const now = Date.now();
  const lifeMs = payload.exp * 1000 - (iat === undefined ? now : iat * 1000);
  return {
    accessToken: token,
    refreshToken: refreshToken ?? '',
    account: { id: sub, username: payload.username },
    expiresAt: now + lifeMs,
    renewAt: now + lifeMs * used,
  };
}

/** The claims of an access token; none when it is not a JSON Web Token. */
function claimsOf(token: string): { sub?: string; iat?: number } {
  try {
    const [, claims = ''] = token.split('.');
    return JSON.parse(atob(claims.replace(/-/g, '+').replace(/_/g, '/'))) as { sub?: string; iat?: number };
  } catch {
    return {};
  }
}

/**
 * The idempotency key for exchanging a refresh token: the end of the access token that came with it. Everyone who has
 * both sends the same key and gets the same tokens, even after a crash in the middle; a thief of the refresh token alone
 * does not, and is noticed.
 */
export const exchangeKey = ({ accessToken }: Tokens): string => accessToken.slice(-20);
