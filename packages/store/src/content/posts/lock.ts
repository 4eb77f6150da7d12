import type { Tx } from '../../postgres/queryable.js';
import { statement } from '../statement.js';
import { visiblePost } from '../../visibility.js';

export interface LockedPost {
  id: string;
  /** Whether the viewer may see it; false when it is deleted. */
  visible: boolean;
}

const selectForUpdate = statement<LockedPost>(
  'posts.lock',
  `SELECT p.id, ${visiblePost('$1', 'p')} AS visible
   FROM posts p WHERE p.id = $2 AND p.shared_post_id IS NULL FOR NO KEY UPDATE OF p`,
);

/**
 * Every like, share and comment locks the row of the post before rows that belong to it. They therefore take turns
 * instead of deadlocking, and each reads what was committed before its turn.
 * @returns null when there is no such post
 */
export async function lockPost(tx: Tx, viewerId: string, postId: string): Promise<LockedPost | null> {
  return (await tx.query(selectForUpdate, [viewerId, postId]))[0] ?? null;
}
