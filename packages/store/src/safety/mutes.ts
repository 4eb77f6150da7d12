import type { Tx } from '../postgres/queryable.js';
import { accountList } from '../graph/account-list.js';
import type { Pair } from '../graph/pair.js';

/** Whom an account has muted. */
export const mutedUsers = accountList({ table: 'mutes', owner: 'muter_id', other: 'muted_id' });

/** The target's posts and shares leave the actor's home feed. Nobody else notices. */
export async function mute(tx: Tx, { actorId, targetId }: Pair): Promise<void> {
  const row = { muterId: actorId, mutedId: targetId };
  await tx.models.Mute.bulkCreate([row], { ignoreDuplicates: true, ...tx.options });
}

export async function unmute(tx: Tx, { actorId, targetId }: Pair): Promise<void> {
  await tx.models.Mute.destroy({ where: { muterId: actorId, mutedId: targetId }, ...tx.options });
}
