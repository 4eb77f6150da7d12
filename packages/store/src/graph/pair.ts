import type { Tx } from '../postgres/queryable.js';
import { statement } from './statement.js';

/** Two accounts, the one that acts first. */
export interface Pair {
  actorId: string;
  targetId: string;
}

export interface LockedPair {
  /** How many accounts the actor follows. */
  actorFollowing: number;
}

const lock = statement<{ id: string; following_count: number }>(
  'relations.lock_pair',
  `SELECT id, following_count FROM users WHERE id IN ($1, $2) ORDER BY id FOR NO KEY UPDATE`,
);

/**
 * Locks both accounts, the lower id first whoever acts, so that what two accounts do to each other happens one after
 * the other and never deadlocks. Null when one of them does not exist.
 */
export async function lockPair(tx: Tx, { actorId, targetId }: Pair): Promise<LockedPair | null> {
  const rows = await tx.query(lock, [actorId, targetId]);
  const actor = rows.find(({ id }) => id === actorId);
  return actor && rows.length === 2 ? { actorFollowing: actor.following_count } : null;
}
