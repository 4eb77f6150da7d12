import type { Tokens } from '@feed/credentials/tokens';
import type { Viewer } from './request-facts.js';
import type { RevokedSessions } from './revoked-sessions.js';

export interface ViewerSource {
  readonly tokens: Tokens;
  readonly revokedSessions: RevokedSessions;
}

const scheme = /^(?:Bearer|JWT) +(\S+)$/i;

/** The viewer of an `Authorization` header, or null when the token is absent, foreign, expired or revoked. */
export function readViewer(
  { tokens, revokedSessions }: ViewerSource,
  header: string | undefined,
): Viewer | null {
  const token = header === undefined ? undefined : scheme.exec(header)?.[1];
  const claims = token === undefined ? null : tokens.verify(token);
  return claims && !revokedSessions.has(claims.sessionId) ? claims : null;
}
