import { CodedError } from '@feed/platform/errors';
import type { Pair } from '@feed/store/graph/pair';
import { visibleUsers } from '@feed/store/identity/users/reads';
import type { Tx } from '@feed/store/postgres/queryable';
import { mute } from '@feed/store/safety/mutes/writes';

/** @throws CodedError NOT_FOUND for an account that the caller may not see */
export async function muteUser(tx: Tx, pair: Pair): Promise<void> {
  const [target] = await visibleUsers(tx, pair.actorId, [pair.targetId]);
  if (!target) throw new CodedError('NOT_FOUND', 'User not found');
  await mute(tx, pair);
}
