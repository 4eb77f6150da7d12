import type { Tx } from '../postgres/queryable.js';
import { statement } from './statement.js';

/** Two accounts: the actor does something to the target. */
export interface Pair {
  actorId: string;
  targetId: string;
}

const lock = statement<{ id: string }>(
  'relations.lock_pair',
  `SELECT id FROM users WHERE id IN ($1, $2) ORDER BY id FOR NO KEY UPDATE`,
);

/**
 * Locks both accounts, always the lower id first, so that what two accounts do to each other happens in turn and never
 * deadlocks. @returns false when one of them does not exist
 */
export async function lockPair(tx: Tx, { actorId, targetId }: Pair): Promise<boolean> {
  return (await tx.query(lock, [actorId, targetId])).length === 2;
}
