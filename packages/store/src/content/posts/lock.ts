import type { Tx } from '../../postgres/queryable.js';
import { statement } from '../statement.js';
import { visiblePost } from '../../visibility.js';

export interface LockedPost {
  id: string;
  /** False when it is deleted, or hidden from the viewer by a block. */
  visible: boolean;
}

const selectForUpdate = statement<LockedPost>(
  'posts.lock',
  `SELECT p.id, ${visiblePost('$1', 'p')} AS visible
   FROM posts p WHERE p.id = $2 AND p.shared_post_id IS NULL FOR NO KEY UPDATE OF p`,
);

/**
 * Whoever likes, shares or comments on a post takes its row first, and rows that hang on it afterwards: so they wait in
 * line instead of for each other, and read what was committed before their turn.
 * @returns null when there is no such post
 */
export async function lockPost(tx: Tx, viewerId: string, postId: string): Promise<LockedPost | null> {
  return (await tx.query(selectForUpdate, [viewerId, postId]))[0] ?? null;
}
