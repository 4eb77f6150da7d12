import type { Viewer } from '../kit/request-context.js';
import type { RevokedSessions } from './revoked-sessions.js';
import type { Tokens } from '@feed/credentials/tokens';

const scheme = /^(?:Bearer|JWT) +(\S+)$/i;

/** The viewer of an `Authorization` header, or null when it is absent, not ours, expired or revoked. */
export function readViewer(
  { tokens, sessions }: { tokens: Tokens; sessions: RevokedSessions },
  header: string | undefined,
): Viewer | null {
  const token = header === undefined ? undefined : scheme.exec(header)?.[1];
  const claims = token === undefined ? null : tokens.verify(token);
  return claims && !sessions.has(claims.sessionId) ? claims : null;
}
