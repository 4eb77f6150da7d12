import { createSigner, createVerifier } from 'fast-jwt';
import { LRUCache } from 'lru-cache';

/** What an access token says, with times in seconds since 1970. */
export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
  readonly username: string;
  readonly expiresAt: number;
  /** When the person logged in, kept over refreshes. */
  readonly origIat: number;
}

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
  /** Null for everything but a genuine, unexpired token. Revoked sessions are not looked at here. */
  verify(token: string): AccessClaims | null;
}

export interface TokenOptions {
  secret: string;
  accessTokenSeconds: number;
}

const issuer = 'feed-api';
const audience = 'feed';
const maxTokenLength = 2048;
const cachedTokens = 20_000;

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/** HS256 access tokens. Good tokens are remembered, so that a request costs a look-up, not a signature check. */
export function createTokens(
  { secret, accessTokenSeconds }: TokenOptions,
  onCache?: (result: 'hit' | 'miss') => void,
): Tokens {
  const sign = createSigner({ key: secret, algorithm: 'HS256', iss: issuer, aud: audience });
  const check = createChecker(secret);
  const known = new LRUCache<string, AccessClaims>({ max: cachedTokens });
  return {
    issue({ userId, sessionId, username, origIat = nowSeconds() }) {
      const payload = { username, exp: nowSeconds() + accessTokenSeconds, origIat };
      return { token: sign({ sub: userId, sid: sessionId, ...payload }), payload };
    },
    verify(token) {
      const claims = known.get(token);
      onCache?.(claims ? 'hit' : 'miss');
      if (claims) return claims.expiresAt > Date.now() / 1000 ? claims : null;
      const fresh = token.length <= maxTokenLength ? check(token) : null;
      if (fresh) known.set(token, fresh);
      return fresh;
    },
  };
}

function createChecker(secret: string): (token: string) => AccessClaims | null {
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
    } catch {
      return null;
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
