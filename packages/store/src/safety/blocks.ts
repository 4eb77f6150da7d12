import type { Tx } from '../postgres/queryable.js';
import { statement } from '../postgres/statement.js';
import { accountList } from '../graph/account-list.js';
import { deleteFollow } from '../graph/follows/writes.js';
import type { Pair } from '../graph/pair.js';

const insert = statement<{ id: string }>(
  'blocks.insert',
  'INSERT INTO blocks (blocker_id, blocked_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id',
);

/** Whom an account has blocked. */
export const blockedUsers = accountList({ table: 'blocks', owner: 'blocker_id', other: 'blocked_id' });

/**
 * The actor blocks the target, which ends what each follows of the other. Both must have been locked by `lockPair`.
 * @returns false when the actor had blocked the target before
 */
export async function block(tx: Tx, pair: Pair): Promise<boolean> {
  const added = await tx.query(insert, [pair.actorId, pair.targetId]);
  for (const follow of [pair, { actorId: pair.targetId, targetId: pair.actorId }])
    await deleteFollow(tx, follow);
  return added.length > 0;
}

export async function unblock(tx: Tx, { actorId, targetId }: Pair): Promise<void> {
  await tx.models.Block.destroy({ where: { blockerId: actorId, blockedId: targetId }, ...tx.options });
}
