import type { Tx } from '../postgres/queryable.js';
import { statement } from './statement.js';

/** Two accounts: the actor does something to the target. */
export interface Pair {
  actorId: string;
  targetId: string;
}

export interface LockedPair {
  /** Number of accounts that the actor follows. */
  actorFollowing: number;
}

const lock = statement<{ id: string; following_count: number }>(
  'relations.lock_pair',
  `SELECT id, following_count FROM users WHERE id IN ($1, $2) ORDER BY id FOR NO KEY UPDATE`,
);

/**
 * Locks both accounts, always the lower id first, so that what two accounts do to each other happens in turn and never
 * deadlocks. Null when one of them does not exist.
 */
export async function lockPair(tx: Tx, { actorId, targetId }: Pair): Promise<LockedPair | null> {
  const rows = await tx.query(lock, [actorId, targetId]);
  const actor = rows.find(({ id }) => id === actorId);
  return actor && rows.length === 2 ? { actorFollowing: actor.following_count } : null;
}
