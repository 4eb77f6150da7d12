import type { Pair } from '../../graph/pair.js';
import { modelsOf } from '../../postgres/models/models.js';
import type { Tx } from '../../postgres/queryable.js';

/** The target's posts and shares leave the actor's home feed. The target is not notified. */
export async function mute(tx: Tx, { actorId, targetId }: Pair): Promise<void> {
  await modelsOf(tx).Mute.createIfAbsent({ muterId: actorId, mutedId: targetId });
}

export async function unmute(tx: Tx, { actorId, targetId }: Pair): Promise<void> {
  await modelsOf(tx).Mute.destroy({ muterId: actorId, mutedId: targetId });
}
