import type { AccessClaims, Tokens } from '@feed/credentials/tokens';
import type { LoginFault } from './login-fault.js';
import type { RequestFacts } from './request-facts.js';
import type { RevokedSessions } from './revoked-sessions.js';

export interface ViewerSource {
  readonly tokens: Tokens;
  readonly revokedSessions: RevokedSessions;
}

const scheme = /^(?:Bearer|JWT)(?: +(.*))?$/i;
const anonymous = { viewer: null, loginFault: null };

/**
 * Who sent a request with this `Authorization` header. Clients that are logged out may send it empty, or with a scheme
 * alone: they are anonymous.
 */
export function readViewer(
  source: ViewerSource,
  header: string | undefined,
): Pick<RequestFacts, 'viewer' | 'loginFault'> {
  if (header === undefined || header === '') return anonymous;
  const parts = scheme.exec(header);
  if (!parts) return { viewer: null, loginFault: 'TOKEN_SCHEME' };
  const [, token = ''] = parts;
  if (token === '') return anonymous;
  const claims = readToken(source, token);
  return typeof claims === 'string'
    ? { viewer: null, loginFault: claims }
    : { viewer: claims, loginFault: null };
}

/** The claims of an access token that is genuine, unexpired and of a session that has not ended. */
export function readToken(
  { tokens, revokedSessions }: ViewerSource,
  token: string,
): AccessClaims | LoginFault {
  const claims = tokens.verify(token);
  if (claims === 'expired') return 'TOKEN_EXPIRED';
  if (claims === 'invalid') return 'TOKEN_INVALID';
  return revokedSessions.has(claims.sessionId) ? 'SESSION_ENDED' : claims;
}
