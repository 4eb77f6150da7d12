import { belowAllIds } from '../postgres/ids.js';
import type { Queryable } from '../postgres/queryable.js';
import { neverScan, newestRows, rowsOf, scanFrom } from './sources.js';
import { statement } from './statement.js';
import type { TimelineSlice } from './timeline-format.js';

interface Row {
  epoch: string;
  floor: string;
  ids: string | null;
  count: number;
}

const rows = `CASE WHEN $5::boolean THEN $3::int ELSE ${rowsOf('3', '$3')} END`;

/**
 * $1 viewer, $2 ids below this one, $3 rows at most, $4 authors from which on the rows of everyone are scanned, $5 whether
 * one author may have written all of them; otherwise each is cut at three times the average share.
 */
const candidates = statement<Row>(
  'feed.candidates',
  `WITH authors AS MATERIALIZED (
    SELECT $1::bigint AS id UNION ALL SELECT followee_id FROM follows WHERE follower_id = $1
  ), ${newestRows({ accounts: 'authors', below: '$2', count: '$3', rows, scanFrom: '$4' })},
  taken AS MATERIALIZED (
    SELECT id FROM newest WHERE id >= (SELECT id FROM cut) ORDER BY id DESC LIMIT $3
  )
  SELECT (SELECT epoch FROM feed_state) AS epoch, taken.count, taken.ids,
    CASE WHEN taken.count = $3 THEN taken.last ELSE cut.id END AS floor
  FROM cut, (
    SELECT count(*)::int AS count, min(id) AS last, string_agg(id::text, ' ' ORDER BY id DESC) AS ids FROM taken
  ) taken`,
);

/** The newest rows below an id by the viewer and the accounts that the viewer follows, eligible or not. */
export async function candidatesBelow(
  q: Queryable,
  viewerId: string,
  below: string,
  count: number,
): Promise<TimelineSlice> {
  const read = async (from: number, uneven: boolean): Promise<Row> => {
    const [row] = await q.query(candidates, [viewerId, below, count, from, uneven]);
    if (!row) throw new Error('feed_state has no row');
    return row;
  };
  let row = await read(scanFrom, false);
  // A scan may find too few, and an author who writes more than others cuts the window of all.
  if (row.count < count && row.floor !== belowAllIds) row = await read(neverScan, true);
  return { epoch: row.epoch, floor: row.floor, ids: row.ids?.split(' ') ?? [] };
}
