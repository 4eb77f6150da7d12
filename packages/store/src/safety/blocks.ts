import type { Tx } from '../postgres/queryable.js';
import { accountList } from '../graph/account-list.js';
import { deleteFollow } from '../graph/follows/writes.js';
import type { Pair } from '../graph/pair.js';

/** Whom an account has blocked. */
export const blockedUsers = accountList({ table: 'blocks', owner: 'blocker_id', other: 'blocked_id' });

/**
 * The actor blocks the target, which ends what each follows of the other. Both must have been locked by `lockPair`.
 * @returns the follows that ended, as pairs of follower and followee
 */
export async function block(tx: Tx, pair: Pair): Promise<Pair[]> {
  const row = { blockerId: pair.actorId, blockedId: pair.targetId };
  await tx.models.Block.bulkCreate([row], { ignoreDuplicates: true, ...tx.options });
  const ended: Pair[] = [];
  for (const follow of [pair, { actorId: pair.targetId, targetId: pair.actorId }])
    if (await deleteFollow(tx, follow)) ended.push(follow);
  return ended;
}

export async function unblock(tx: Tx, { actorId, targetId }: Pair): Promise<void> {
  await tx.models.Block.destroy({ where: { blockerId: actorId, blockedId: targetId }, ...tx.options });
}
