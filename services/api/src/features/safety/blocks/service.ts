import { record } from '@feed/events/record';
import { CodedError } from '@feed/platform/errors';
import { lockPair, type Pair } from '@feed/store/graph/pair';
import type { Tx } from '@feed/store/postgres/queryable';
import { block } from '@feed/store/safety/blocks/writes';

/**
 * An account that has blocked the caller can be blocked as well, so that it stays away after it unblocks the caller.
 * @throws CodedError NOT_FOUND when there is no such account
 */
export async function blockUser(tx: Tx, pair: Pair): Promise<void> {
  if (!(await lockPair(tx, pair))) throw new CodedError('NOT_FOUND', 'User not found');
  if (!(await block(tx, pair))) return;
  const payload = { blockerId: pair.actorId, blockedId: pair.targetId };
  await record(tx, { kind: 'user.blocked', payload });
}
