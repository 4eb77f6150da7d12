import { past, removal, type RetentionRules } from '../postgres/retention.js';

/** Removes sessions that expired or were revoked, the traces of deleted ones, and expired refresh tokens. */
export const identityRetention = {
  refresh_tokens: {
    period: 'endedSessions',
    sql: removal('refresh_tokens', 'r', `WHERE r.expires_at < ${past}`),
  },
  sessions: {
    period: 'endedSessions',
    sql: removal('sessions', 's', `WHERE s.expires_at < ${past} OR s.revoked_at < ${past}`),
  },
  deleted_sessions: {
    period: 'endedSessions',
    sql: removal('deleted_sessions', 'd', `WHERE d.deleted_at < ${past}`),
  },
} as const satisfies RetentionRules;
