import type { Tx } from '../../postgres/queryable.js';
import { statement } from '../statement.js';

const insertShare = statement<{ id: string }>(
  'shares.insert',
  `WITH added AS (
     INSERT INTO posts (author_id, shared_post_id, content) VALUES ($2, $1, $3)
     ON CONFLICT (shared_post_id, author_id) WHERE shared_post_id IS NOT NULL AND deleted_at IS NULL DO NOTHING
     RETURNING id, shared_post_id)
   UPDATE posts p SET share_count = p.share_count + 1 FROM added WHERE p.id = added.shared_post_id
   RETURNING added.id`,
);

const deleteShare = statement<{ id: string }>(
  'shares.delete',
  `WITH gone AS (
     UPDATE posts SET deleted_at = now()
     WHERE shared_post_id = $1 AND author_id = $2 AND deleted_at IS NULL RETURNING id, shared_post_id)
   UPDATE posts p SET share_count = p.share_count - 1 FROM gone WHERE p.id = gone.shared_post_id
   RETURNING gone.id`,
);

/** Creates the share and counts it. The post has to be locked. @returns its id, or null when the account already shares it */
export async function insertNewShare(
  tx: Tx,
  share: { postId: string; sharerId: string; caption: string },
): Promise<string | null> {
  const [row] = await tx.query(insertShare, [share.postId, share.sharerId, share.caption]);
  return row?.id ?? null;
}

/** The post has to be locked. @returns false when the account does not share it */
export async function markShareDeleted(
  tx: Tx,
  share: { postId: string; sharerId: string },
): Promise<boolean> {
  return (await tx.query(deleteShare, [share.postId, share.sharerId])).length > 0;
}
