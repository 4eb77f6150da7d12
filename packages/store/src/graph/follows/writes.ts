import type { Tx } from '../../postgres/queryable.js';
import { statement } from '../statement.js';
import { notBlocked } from '../../visibility.js';
import type { Pair } from '../pair.js';

const insert = statement<{ id: string }>(
  'follows.insert',
  `INSERT INTO follows (follower_id, followee_id) SELECT $1::bigint, $2::bigint WHERE ${notBlocked('$1', '$2')}
   ON CONFLICT DO NOTHING RETURNING id`,
);
const remove = statement<{ id: string }>(
  'follows.delete',
  'DELETE FROM follows WHERE follower_id = $1 AND followee_id = $2 RETURNING id',
);
const count = statement(
  'follows.count',
  `UPDATE users SET
     following_count = following_count + CASE WHEN id = $1 THEN $3::int ELSE 0 END,
     followers_count = followers_count + CASE WHEN id = $2 THEN $3::int ELSE 0 END
   WHERE id IN ($1, $2)`,
);

/**
 * Makes the actor follow the target, unless one has blocked the other. Both must have been locked by `lockPair`.
 * @returns false when nothing changed
 */
export async function insertFollow(tx: Tx, pair: Pair): Promise<boolean> {
  return change(tx, pair, insert, 1);
}

/** Ends the follow, under the same lock. @returns false when there was none */
export async function deleteFollow(tx: Tx, pair: Pair): Promise<boolean> {
  return change(tx, pair, remove, -1);
}

async function change(
  tx: Tx,
  { actorId, targetId }: Pair,
  edge: typeof insert,
  by: 1 | -1,
): Promise<boolean> {
  const rows = await tx.query(edge, [actorId, targetId]);
  if (rows.length === 0) return false;
  await tx.query(count, [actorId, targetId, by]);
  return true;
}
