import { recordEach } from '@feed/events/record';
import type { CodedError } from '@feed/platform/errors';
import {
  newShares as sharesWith,
  type ShareOutcome,
  type UnshareOutcome,
} from '@feed/store/content/shares/writes';
import type { ShareView } from '@feed/store/content/shares/view';
import { notFound } from '../../../kit/validation.js';

export const noPost = (): CodedError => notFound('Post', ['Invalid post ID']);

export const newShares = sharesWith(recordEach('post.shared'));

/** @throws CodedError NOT_FOUND for a post that the sharer may not see */
export function shared(outcome: ShareOutcome | undefined): { created: boolean; share: ShareView } {
  if (!outcome?.share) throw noPost();
  return { created: outcome.created, share: outcome.share };
}

/**
 * A share can be removed even when its post is hidden, which then is null.
 * @throws CodedError NOT_FOUND for a post that is hidden and not shared
 */
export function unshared(outcome: UnshareOutcome | undefined): UnshareOutcome {
  if (outcome && (outcome.changed || outcome.post !== null)) return outcome;
  throw noPost();
}
