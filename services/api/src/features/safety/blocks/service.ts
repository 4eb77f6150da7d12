import { record } from '@feed/events/record';
import { CodedError } from '@feed/platform/errors';
import { isId } from '@feed/store/postgres/ids';
import type { Tx } from '@feed/store/postgres/queryable';
import { block } from '@feed/store/safety/blocks/writes';
import { lockPair, type Pair } from '@feed/store/graph/pair';

/**
 * An account that has blocked the caller can be blocked as well: it is to stay away when it changes its mind.
 * @throws CodedError NOT_FOUND when there is no such account
 */
export async function blockUser(tx: Tx, pair: Pair): Promise<void> {
  if (pair.actorId === pair.targetId) throw new CodedError('INVALID_INPUT', 'You cannot block yourself');
  const locked = isId(pair.targetId) ? await lockPair(tx, pair) : null;
  if (!locked) throw new CodedError('NOT_FOUND', 'User not found');
  if (!(await block(tx, pair))) return;
  const payload = { blockerId: pair.actorId, blockedId: pair.targetId };
  await record(tx, { kind: 'user.blocked', payload });
}
