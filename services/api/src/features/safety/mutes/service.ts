import { CodedError } from '@feed/platform/errors';
import { visibleUsers } from '@feed/store/identity/users/reads';
import { isId } from '@feed/store/postgres/ids';
import type { Tx } from '@feed/store/postgres/queryable';
import { mute } from '@feed/store/safety/mutes/writes';
import type { Pair } from '@feed/store/graph/pair';

/** @throws CodedError NOT_FOUND for an account that the caller may not see */
export async function muteUser(tx: Tx, pair: Pair): Promise<void> {
  const { actorId, targetId } = pair;
  if (actorId === targetId) throw new CodedError('INVALID_INPUT', 'You cannot mute yourself');
  const [target] = isId(targetId) ? await visibleUsers(tx, actorId, [targetId]) : [];
  if (!target) throw new CodedError('NOT_FOUND', 'User not found');
  await mute(tx, pair);
}
