import { belowAllIds } from '../postgres/ids.js';
import type { Queryable } from '../postgres/queryable.js';
import { neverScan, newestRows, scanFrom } from './sources.js';
import { statement } from './statement.js';
import type { TimelineSlice } from './timeline-format.js';

interface Row {
  epoch: string;
  floor: string;
  ids: string | null;
  count: number;
  /** Each author was asked; otherwise the rows of everyone were scanned. */
  pulls: boolean;
}

const breadth = '3';

/** $1 viewer, $2 ids below this one, $3 rows at most, $4 authors from which on the rows of everyone are scanned. */
const candidates = statement<Row>(
  'feed.candidates',
  `WITH authors AS MATERIALIZED (
    SELECT $1::bigint AS id UNION ALL SELECT followee_id FROM follows WHERE follower_id = $1
  ), ${newestRows({ accounts: 'authors', below: '$2', count: '$3', breadth, scanFrom: '$4' })},
  taken AS MATERIALIZED (
    SELECT id FROM newest WHERE id >= (SELECT id FROM cut) ORDER BY id DESC LIMIT $3
  )
  SELECT (SELECT epoch FROM feed_state) AS epoch, taken.count, taken.ids, depth.pulls,
    CASE WHEN taken.count = $3 THEN taken.last ELSE cut.id END AS floor
  FROM cut, depth, (
    SELECT count(*)::int AS count, min(id) AS last, string_agg(id::text, ' ' ORDER BY id DESC) AS ids FROM taken
  ) taken`,
);

/**
 * The newest rows below an id by the viewer and the accounts that the viewer follows, eligible or not. There may be fewer
 * than `count` although there are more rows below the floor.
 */
export async function candidatesBelow(
  q: Queryable,
  viewerId: string,
  below: string,
  count: number,
): Promise<TimelineSlice> {
  const read = async (from: number): Promise<Row | undefined> =>
    (await q.query(candidates, [viewerId, below, count, from]))[0];
  let row = await read(scanFrom);
  if (row && !row.pulls && row.count < count && row.floor !== belowAllIds) row = await read(neverScan);
  if (!row) throw new Error('feed_state has no row');
  return { epoch: row.epoch, floor: row.floor, ids: row.ids?.split(' ') ?? [] };
}
