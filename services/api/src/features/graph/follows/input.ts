import { CodedError } from '@feed/platform/errors';
import type { Pair } from '@feed/store/graph/pair';
import { existingId } from '../../../kit/validation.js';

/** @throws CodedError INVALID_INPUT for the caller's own id, NOT_FOUND */
export function toFollowPair(actorId: string, userId: string): Pair {
  if (userId === actorId) throw new CodedError('INVALID_INPUT', 'You cannot follow yourself');
  return { actorId, targetId: existingId(userId, 'User') };
}

/** @throws CodedError NOT_FOUND, also for the caller's own id */
export function toUnfollowPair(actorId: string, userId: string): Pair {
  if (userId === actorId) throw new CodedError('NOT_FOUND', 'User not found');
  return { actorId, targetId: existingId(userId, 'User') };
}
