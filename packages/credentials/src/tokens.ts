import { createSigner, createVerifier, TokenError } from 'fast-jwt';
import { LRUCache } from 'lru-cache';

/** The claims of an access token. Times are in seconds since 1970. */
export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
  readonly username: string;
  readonly expiresAt: number;
  /** The time of the login; refreshing a token keeps it. */
  readonly origIat: number;
}

/** Times are in seconds since 1970. */
export interface TokenPayload {
  username: string;
  exp: number;
  origIat: number;
}

export interface IssuedToken {
  token: string;
  payload: TokenPayload;
}

export interface Tokens {
  issue(subject: { userId: string; sessionId: string; username: string; origIat?: number }): IssuedToken;
  /** Whether the session of the token was revoked is not checked here. */
  verify(token: string): AccessClaims | TokenFault;
}

/** Why a token is not accepted: it was genuine, or it never was. */
export type TokenFault = 'expired' | 'invalid';

export interface TokenOptions {
  secret: string;
  accessTokenSeconds: number;
}

const issuer = 'feed-api';
const audience = 'feed';
const maxTokenLength = 2048;
const cachedTokens = 20_000;

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/** Issues and verifies HS256 access tokens. Verified tokens are cached, so that most requests skip the signature check. */
export function createTokens(
  { secret, accessTokenSeconds }: TokenOptions,
  onCache?: (result: 'hit' | 'miss') => void,
): Tokens {
  const sign = createSigner({ key: secret, algorithm: 'HS256', iss: issuer, aud: audience });
  const check = createChecker(secret);
  const verified = new LRUCache<string, AccessClaims>({ max: cachedTokens });
  return {
    issue({ userId, sessionId, username, origIat = nowSeconds() }) {
      const payload = { username, exp: nowSeconds() + accessTokenSeconds, origIat };
      return { token: sign({ sub: userId, sid: sessionId, ...payload }), payload };
    },
    verify(token) {
      const claims = verified.get(token);
      onCache?.(claims ? 'hit' : 'miss');
      if (claims) return claims.expiresAt > Date.now() / 1000 ? claims : 'expired';
      const fresh = token.length <= maxTokenLength ? check(token) : 'invalid';
      if (typeof fresh === 'object') verified.set(token, fresh);
      return fresh;
    },
  };
}

function createChecker(secret: string): (token: string) => AccessClaims | TokenFault {
  const verify = createVerifier({
    key: secret,
    algorithms: ['HS256'],
    allowedIss: issuer,
    allowedAud: audience,
    requiredClaims: ['sub', 'sid', 'username', 'exp', 'origIat', 'iss', 'aud'],
    cache: false,
  });
  return (token) => {
    try {
      return toClaims(verify(token) as Record<string, unknown>);
    } catch (error) {
      return error instanceof TokenError && error.code === TokenError.codes.expired ? 'expired' : 'invalid';
    }
  };
}

function toClaims(payload: Record<string, unknown>): AccessClaims {
  return {
    userId: String(payload['sub']),
    sessionId: String(payload['sid']),
    username: String(payload['username']),
    expiresAt: Number(payload['exp']),
    origIat: Number(payload['origIat']),
  };
}
