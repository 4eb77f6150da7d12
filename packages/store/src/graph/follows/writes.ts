import type { Tx } from '../../postgres/queryable.js';
import { statement } from '../statement.js';
import type { Pair } from '../pair.js';

const remove = statement<{ id: string }>(
  'follows.delete',
  'DELETE FROM follows WHERE follower_id = $1 AND followee_id = $2 RETURNING id',
);
const count = statement(
  'follows.uncount',
  `UPDATE users SET
     following_count = following_count - CASE WHEN id = $1 THEN 1 ELSE 0 END,
     followers_count = followers_count - CASE WHEN id = $2 THEN 1 ELSE 0 END
   WHERE id IN ($1, $2)`,
);

/** Ends the follow of two accounts that `lockPair` has locked. @returns false when there was none */
export async function deleteFollow(tx: Tx, { actorId, targetId }: Pair): Promise<boolean> {
  const rows = await tx.query(remove, [actorId, targetId]);
  if (rows.length === 0) return false;
  await tx.query(count, [actorId, targetId]);
  return true;
}
