import { deleteFollow } from '../../graph/follows/writes.js';
import type { Pair } from '../../graph/pair.js';
import { modelsOf } from '../../postgres/models/models.js';
import type { Tx } from '../../postgres/queryable.js';

/**
 * The actor blocks the target, and neither follows the other any longer. Both must have been locked by `lockPair`.
 * @returns false when the actor had blocked the target before
 */
export async function block(tx: Tx, pair: Pair): Promise<boolean> {
  const { actorId, targetId } = pair;
  const added = await modelsOf(tx).Block.createIfAbsent({ blockerId: actorId, blockedId: targetId });
  for (const follow of [pair, { actorId: targetId, targetId: actorId }]) await deleteFollow(tx, follow);
  return added;
}

export async function unblock(tx: Tx, { actorId, targetId }: Pair): Promise<void> {
  await modelsOf(tx).Block.destroy({ blockerId: actorId, blockedId: targetId });
}
