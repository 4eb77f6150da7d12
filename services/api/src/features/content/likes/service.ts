import { CodedError } from '@feed/platform/errors';
import { commentLikes } from '@feed/store/content/likes/comment-likes';
import type { Likes } from '@feed/store/content/likes/likes';
import { postLikes } from '@feed/store/content/likes/post-likes';
import type { LikeOutcome } from '@feed/store/content/likes/writes';

/** A kind of thing that can be liked. */
export interface Kind<View> {
  /** The name of the thing in messages. */
  name: string;
  likes: Likes<View>;
}

export const posts = { name: 'Post', likes: postLikes };
export const comments = { name: 'Comment', likes: commentLikes };

/**
 * A like can be removed even when its target is hidden, which then is null.
 * @throws CodedError NOT_FOUND for a target that does not exist, or is hidden and was not changed
 */
export function changed<View>(name: string, outcome: LikeOutcome<View> | undefined): LikeOutcome<View> {
  if (outcome && (outcome.changed || outcome.target !== null)) return outcome;
  throw new CodedError('NOT_FOUND', `${name} not found`);
}
