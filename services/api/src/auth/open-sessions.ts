import type { Logger } from '@feed/platform/logger';
import { endedAmong } from '@feed/store/identity/sessions/reads';
import type { Queryable } from '@feed/store/postgres/queryable';

/** The sessions of connections that outlive a request, and so the access token with which they began. */
export interface OpenSessions {
  /**
   * Calls `onEnd` within five seconds of when the session was ended, by whatever means, unless the returned function was
   * called before.
   */
  watch(sessionId: string, onEnd: () => void): () => void;
  close(): void;
}

export interface OpenSessionsOptions {
  database: Queryable;
  logger: Logger;
  /** The time between two looks, in milliseconds. */
  intervalMs?: number;
}

/** Asks Postgres, because a session may end in any process. Without connections it asks nothing. */
export function createOpenSessions(options: OpenSessionsOptions): OpenSessions {
  const { database, logger, intervalMs = 4_000 } = options;
  const watchers = new Map<string, Set<() => void>>();
  const look = async (): Promise<void> => {
    const ended = await endedAmong(database, [...watchers.keys()]);
    for (const id of ended) for (const onEnd of watchers.get(id) ?? []) onEnd();
  };
  const timer = setInterval(() => {
    if (watchers.size === 0) return;
    look().catch((error: unknown) =>
      logger.warn({ err: error }, 'sessions of open connections could not be read'),
    );
  }, intervalMs);
  timer.unref();
  return {
    watch(sessionId, onEnd) {
      const known = watchers.get(sessionId) ?? new Set();
      watchers.set(sessionId, known.add(onEnd));
      return () => {
        known.delete(onEnd);
        if (known.size === 0 && watchers.get(sessionId) === known) watchers.delete(sessionId);
      };
    },
    close: () => clearInterval(timer),
  };
}
