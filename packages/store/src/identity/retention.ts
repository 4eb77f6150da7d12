import { past, removal, type RetentionRules } from '../postgres/retention.js';

/** Removes sessions that expired or were revoked, and expired refresh tokens. */
export const identityRetention = {
  refresh_tokens: {
    period: 'endedSessions',
    sql: removal('refresh_tokens', 'r', `WHERE r.expires_at < ${past}`),
  },
  sessions: {
    period: 'endedSessions',
    sql: removal('sessions', 's', `WHERE s.expires_at < ${past} OR s.revoked_at < ${past}`),
  },
} as const satisfies RetentionRules;
