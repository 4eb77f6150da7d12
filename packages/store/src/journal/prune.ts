import type { Queryable } from '../postgres/queryable.js';
import { trustMs } from './journal.js';
import { statement } from './statement.js';

/** Twice as long as a process trusts what it holds, so that none misses a change that it still needs. */
const keptMs = 2 * trustMs;

/** Rows that one statement deletes, so that each is short. */
const batch = 10_000;

interface Now {
  snapshot: string;
  /** Milliseconds since 1970, by the database's clock, after the snapshot was taken. */
  at: number;
  rows: number;
  bytes: number;
}

/** A snapshot of the past. Whoever has polled since then has read everything that is visible in it. */
interface Seen extends Pick<Now, 'snapshot' | 'at'> {
  /** When it was taken, by the clock of this process. */
  readonly since: number;
}

/** The number of rows is an estimate from the statistics, which costs nothing. */
const look = statement<Now>(
  'journal.look',
  `SELECT pg_current_snapshot()::text AS snapshot, extract(epoch FROM clock_timestamp())::float8 * 1000 AS at,
     pg_stat_get_live_tuples('feed_changes'::regclass)::float8 AS rows,
     pg_total_relation_size('feed_changes')::float8 AS bytes`,
);

/**
 * $1 is a snapshot of the past, $2 a transaction: what is older was pruned before, so its index entries need no visit.
 * Rows that another pruner deletes now are left to it.
 */
const prune = statement<{ pruned: number }>(
  'journal.prune',
  `WITH pruned AS (
     DELETE FROM feed_changes WHERE ctid = ANY (ARRAY(
       SELECT ctid FROM feed_changes
       WHERE tx >= $2::xid8 AND tx < pg_snapshot_xmax($1::pg_snapshot) AND pg_visible_in_snapshot(tx, $1::pg_snapshot)
       LIMIT ${batch} FOR UPDATE SKIP LOCKED))
     RETURNING 1)
   SELECT count(*)::int AS pruned FROM pruned`,
);

export interface JournalSize {
  /** An estimate. */
  readonly rows: number;
  /** On disk, with the index. */
  readonly bytes: number;
}

/**
 * Prunes the journal by transaction, never by the age of a row: one that a long transaction wrote is old before anyone
 * can see it. Any number of pruners may work on one journal.
 */
export interface Pruner {
  /** Deletes what no process needs. @returns what the journal measured before */
  prune(): Promise<JournalSize>;
  /** How far back the journal reaches, in milliseconds: everything older has been pruned. At first, the age of the pruner. */
  reachMs(): number;
}

/** @param keepMs how long every change is kept after its transaction, in milliseconds of the database's clock */
export function createPruner(q: Queryable, keepMs = keptMs): Pruner {
  /** Oldest first. */
  let seen: readonly Seen[] = [];
  let pruned = { xmin: '0', since: performance.now() };
  /** One prune behind, because what was left to another pruner may still be there. */
  let from = '0';
  return {
    async prune() {
      const since = performance.now();
      const [now] = await q.query(look);
      if (!now) throw new Error('the database did not report its snapshot');
      const { snapshot, at, rows, bytes } = now;
      seen = [...seen, { snapshot, at, since }];
      const old = seen.findLast((each) => each.at <= at - keepMs);
      if (old) {
        await pruneUpTo(q, old.snapshot, from);
        from = pruned.xmin;
        pruned = { xmin: old.snapshot.split(':')[0] ?? '0', since: old.since };
        seen = seen.slice(seen.indexOf(old) + 1);
      }
      return { rows, bytes };
    },
    reachMs: () => performance.now() - pruned.since,
  };
}

async function pruneUpTo(q: Queryable, snapshot: string, from: string): Promise<void> {
  let count = batch;
  while (count === batch) count = (await q.query(prune, [snapshot, from]))[0]?.pruned ?? 0;
}
