import type { Queryable } from '../postgres/queryable.js';
import { changeLine, parseChanges, type Change } from './changes.js';
import { statement } from './statement.js';

/** The most changes that one poll reads. Whoever is further behind forgets everything instead. */
const maxChanges = 20_000;

/** The place in the journal up to which a poll has read. */
export interface Position {
  /** Every transaction before this one had ended, except those in `open`. */
  readonly xmax: string;
  /** Ids of transactions that were open, as an array literal. */
  readonly open: string;
  /** Differs after anything that empties or replaces the journal: a crash, a failover, a restored backup. */
  readonly life: string;
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
  at: number;
  changes: string | null;
  count: number;
}

/**
 * Where this journal is: the run of the server, and the file of the table, whose path names the database as well. Rows
 * that a dump, a template or the files of another server brought along carry ids of transactions that mean nothing here,
 * so the life they belong to has ended. TRUNCATE gives the table another file.
 */
const place = `concat_ws(' ', extract(epoch FROM pg_postmaster_start_time()), pg_relation_filepath('feed_changes'))`;

/**
 * $1 and $2 are the `xmax` and the open transactions of the previous poll's snapshot. What has become visible since then
 * was written by a transaction that began later or was open, in whatever order they committed. The upper bound is true of
 * every visible row; without one, a plan for any $1 would expect a third of the table, and read all of it.
 */
const poll = statement<Row>(
  'journal.poll',
  `
  SELECT pg_current_snapshot()::text AS snapshot,
    (SELECT id FROM feed_life WHERE place = ${place}) AS life,
    extract(epoch FROM statement_timestamp())::float8 * 1000 AS at,
    heard.count, heard.changes
  FROM (
    SELECT count(*)::int AS count, string_agg(${changeLine}, E'\\n') AS changes
    FROM (
      SELECT * FROM feed_changes WHERE tx >= $1::xid8 AND tx < pg_snapshot_xmax(pg_current_snapshot())
      UNION ALL SELECT * FROM feed_changes WHERE tx = ANY ($2::xid8[])
      LIMIT ${maxChanges + 1}
    ) c
  ) heard`,
);

/** Starts a life where there is none, or one that has ended, and removes what an ended one has left. */
const startLife = statement(
  'journal.start_life',
  `
  WITH started AS (
    INSERT INTO feed_life AS present (place) VALUES (${place})
    ON CONFLICT (only_row) DO UPDATE SET id = gen_random_uuid(), place = excluded.place
      WHERE present.place <> excluded.place
    RETURNING true
  )
  DELETE FROM feed_changes WHERE EXISTS (SELECT FROM started)`,
);

/** Above every id of a transaction: finds no change. */
const nothingSince = { xmax: '18446744073709551615', open: '{}' };

/** Reads what has become visible since `since`, or nothing but the position when there is no `since`. */
export async function readJournal(q: Queryable, since: Position | undefined): Promise<Poll> {
  const row = await ask(q, since);
  if (row.life !== null) return pollOf(row, row.life);
  await q.query(startLife);
  const first = await ask(q, undefined);
  if (first.life === null) throw new Error('the life of the journal ended while it began');
  return pollOf(first, first.life);
}

async function ask(q: Queryable, since: Position | undefined): Promise<Row> {
  const { xmax, open } = since ?? nothingSince;
  const [row] = await q.query(poll, [xmax, open]);
  if (!row) throw new Error('the journal did not respond');
  return row;
}

function pollOf({ snapshot, at, count, changes }: Row, life: string): Poll {
  const [, xmax = '', running = ''] = snapshot.split(':');
  const position = { xmax, open: `{${running}}`, life, at };
  if (count > maxChanges) return { position, changes: undefined };
  return { position, changes: changes === null ? [] : parseChanges(changes) };
}
