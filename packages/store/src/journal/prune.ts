import type { Queryable } from '../postgres/queryable.js';
import { trustMs } from './journal.js';
import { statement } from './statement.js';

interface Seen {
  xmin: string;
  /** Milliseconds since 1970, by the database's clock. */
  at: number;
}

const horizon = statement<Seen>(
  'journal.horizon',
  `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin, extract(epoch FROM statement_timestamp())::float8 * 1000 AS at`,
);

const prune = statement<{ pruned: number }>(
  'journal.prune',
  `WITH pruned AS (DELETE FROM feed_changes WHERE tx < $1::xid8 RETURNING 1)
   SELECT count(*)::int AS pruned FROM pruned`,
);

const size = statement<{ changes: number }>(
  'journal.size',
  'SELECT count(*)::int AS changes FROM feed_changes',
);

/** Twice as long as a process trusts what it holds, so that none misses a change that it still needs. */
const kept = 2 * trustMs;

/**
 * Prunes the journal by transaction, never by the age of a row: one that a long transaction wrote is old before anyone
 * can see it.
 */
export interface Pruner {
  /** Deletes what no process needs. @returns how many changes are left */
  prune(): Promise<number>;
}

/** @param keepMs how long every change is kept after its transaction, in milliseconds of the database's clock */
export function createPruner(q: Queryable, keepMs = kept): Pruner {
  /** Oldest first. Every transaction before the `xmin` of one had ended at that time. */
  let seen: Seen[] = [];
  return {
    async prune() {
      const [now] = await q.query(horizon);
      if (!now) throw new Error('the database did not report its snapshot');
      const old = seen.findLast(({ at }) => at <= now.at - keepMs);
      if (old) await q.query(prune, [old.xmin]);
      seen = [...seen.filter(({ at }) => at >= (old?.at ?? 0)), now];
      return (await q.query(size))[0]?.changes ?? 0;
    },
  };
}
