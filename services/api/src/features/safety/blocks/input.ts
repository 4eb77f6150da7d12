import { CodedError } from '@feed/platform/errors';
import type { Pair } from '@feed/store/graph/pair';
import { existingId } from '../../../kit/validation.js';

/** @throws CodedError INVALID_INPUT for the caller's own id, NOT_FOUND */
export function toBlockPair(actorId: string, userId: string): Pair {
  if (userId === actorId) throw new CodedError('INVALID_INPUT', 'You cannot block yourself');
  return { actorId, targetId: existingId(userId, 'User') };
}
