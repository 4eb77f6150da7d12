import type { Logger } from '@feed/platform/logger';
import { recentlyEnded } from '@feed/store/identity/sessions/reads';
import type { Queryable } from '@feed/store/postgres/queryable';

/**
 * The sessions whose access tokens are rejected although they have not expired: they were revoked, or their account was
 * deleted. Whatever else stops an account only has to end its sessions.
 */
export interface RevokedSessions {
  has(sessionId: string): boolean;
  /** Takes effect immediately in this process, and in other replicas within the refresh interval. */
  add(sessionId: string): void;
  refresh(): Promise<void>;
  close(): void;
}

export interface RevokedSessionsOptions {
  database: Queryable;
  logger: Logger;
  /** The lifetime of an access token: revocations older than that no longer matter. */
  keepSeconds: number;
  intervalMs?: number;
}

/** Looks sessions up in memory, so that no request waits; the list is read from Postgres every few seconds. */
export function createRevokedSessions(options: RevokedSessionsOptions): RevokedSessions {
  const { database, logger, keepSeconds, intervalMs = 5000 } = options;
  const own = new Map<string, number>();
  let known: ReadonlySet<string> = new Set();
  const refresh = async (): Promise<void> => {
    known = new Set(await recentlyEnded(database, keepSeconds));
    const horizon = Date.now() - keepSeconds * 1000;
    for (const [sessionId, at] of own) if (at < horizon) own.delete(sessionId);
  };
  const attempt = (): void => {
    refresh().catch((error: unknown) => logger.warn({ err: error }, 'revoked sessions could not be read'));
  };
  const timer = setInterval(attempt, intervalMs);
  timer.unref();
  return {
    has: (sessionId) => known.has(sessionId) || own.has(sessionId),
    add: (sessionId) => void own.set(sessionId, Date.now()),
    refresh,
    close: () => clearInterval(timer),
  };
}
