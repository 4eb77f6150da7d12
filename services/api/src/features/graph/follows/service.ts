import { recordEach } from '@feed/events/record';
import { CodedError } from '@feed/platform/errors';
import { endedFollows, type FollowOutcome, newFollows } from '@feed/store/graph/follows/shared-writes';
import type { UserView } from '@feed/store/identity/users/view';

/** The number is limited, because rebuilding a timeline reads every account that its owner follows. */
const maxFollowing = 5_000;

export const following = newFollows(maxFollowing, recordEach('user.followed'));
export const unfollowing = endedFollows(recordEach('user.unfollowed'));

export interface FollowChange {
  /** False when there was nothing to change: the follow existed already, or there was none to end. */
  changed: boolean;
  follower: UserView;
  followee: UserView;
}

/** @throws CodedError NOT_FOUND for an account that the follower may not see, CONFLICT above `maxFollowing` */
export function changed(outcome: FollowOutcome | undefined): FollowChange {
  if (!outcome || outcome.refused === 'blocked') throw new CodedError('NOT_FOUND', 'User not found');
  if (outcome.refused === 'full')
    throw new CodedError('CONFLICT', `You can have at most ${maxFollowing} follows`);
  return { changed: outcome.changed, follower: outcome.actor, followee: outcome.target };
}
