import type { Queryable } from '../postgres/queryable.js';
import { changeLine, parseChanges, type Change } from './changes.js';
import { statement } from './statement.js';

/** The most changes that one poll reads. Whoever is further behind forgets everything instead. */
const maxChanges = 20_000;

/** Where in the journal a poll has read to. */
export interface Position {
  /** Every transaction before this one had ended, except those in `open`. */
  readonly xmax: string;
  /** Ids of transactions that were open, as an array literal. */
  readonly open: string;
  /** Differs after anything that empties or replaces the journal: a crash, a failover, a restored database. */
  readonly life: string;
  /** Raised by whoever changes what feeds show without the journal. */
  readonly epoch: string;
  /** When the poll was made, by the database's clock, in milliseconds since 1970. */
  readonly at: number;
}

export interface Poll {
  readonly position: Position;
  /** Undefined when there are too many. */
  readonly changes: readonly Change[] | undefined;
}

interface Row {
  snapshot: string;
  life: string | null;
  epoch: string;
  at: number;
  changes: string | null;
  count: number;
}

/**
 * $1 and $2 are the `xmax` and the open transactions of the previous poll's snapshot. What has become visible since then
 * was written by a transaction that began later or was open, in whatever order they committed. A process that restarts,
 * and a database that is restored in place, have another start time or identity.
 */
const poll = statement<Row>(
  'journal.poll',
  `
  SELECT pg_current_snapshot()::text AS snapshot,
    (SELECT concat_ws(' ', id, pg_postmaster_start_time(), (SELECT oid FROM pg_database WHERE datname = current_database()))
     FROM feed_life) AS life,
    (SELECT epoch FROM feed_state) AS epoch,
    extract(epoch FROM statement_timestamp())::float8 * 1000 AS at,
    heard.count, heard.changes
  FROM (
    SELECT count(*)::int AS count, string_agg(${changeLine}, E'\\n') AS changes
    FROM (
      SELECT * FROM feed_changes WHERE tx >= $1::xid8
      UNION ALL SELECT * FROM feed_changes WHERE tx = ANY ($2::xid8[])
      LIMIT ${maxChanges + 1}
    ) c
  ) heard`,
);

const startLife = statement(
  'journal.start_life',
  'INSERT INTO feed_life DEFAULT VALUES ON CONFLICT DO NOTHING',
);

/** Above every id of a transaction: finds no change. */
const nothingSince = { xmax: '18446744073709551615', open: '{}' };

/** Reads what has become visible since `since`, or nothing but the position when there is no `since`. */
export async function readJournal(q: Queryable, since: Position | undefined): Promise<Poll> {
  const { xmax, open } = since ?? nothingSince;
  const [row] = await q.query(poll, [xmax, open]);
  if (!row) throw new Error('the journal did not respond');
  if (row.life === null) {
    await q.query(startLife);
    return readJournal(q, undefined);
  }
  const [, end = '', running = ''] = row.snapshot.split(':');
  const position = { xmax: end, open: `{${running}}`, life: row.life, epoch: row.epoch, at: row.at };
  if (row.count > maxChanges) return { position, changes: undefined };
  return { position, changes: row.changes === null ? [] : parseChanges(row.changes) };
}
