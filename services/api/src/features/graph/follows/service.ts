import { record } from '@feed/events/record';
import { CodedError } from '@feed/platform/errors';
import type { UserView } from '@feed/store/identity/users/view';
import { visibleUsers } from '@feed/store/identity/users/reads';
import type { Tx } from '@feed/store/postgres/queryable';
import { deleteFollow, insertFollow } from '@feed/store/graph/follows/writes';
import { lockPair, type Pair } from '@feed/store/graph/pair';

/** The number is limited, because rebuilding a timeline reads every account that its owner follows. */
const maxFollowing = 5_000;

export interface FollowPeople {
  follower: UserView;
  followee: UserView;
}

export interface FollowChange extends FollowPeople {
  /** False when there was nothing to change: the follow existed already, or there was none to end. */
  changed: boolean;
}

/** @throws CodedError NOT_FOUND for an account that the follower may not see, FORBIDDEN above `maxFollowing` */
export async function follow(tx: Tx, pair: Pair): Promise<FollowChange> {
  const locked = await lockPair(tx, pair);
  if (!locked) throw notFound();
  const changed = await insertFollow(tx, pair);
  if (changed && locked.actorFollowing >= maxFollowing)
    throw new CodedError('FORBIDDEN', `You cannot follow more than ${maxFollowing} accounts`);
  if (changed) await record(tx, { kind: 'user.followed', payload: toPayload(pair) });
  return { changed, ...(await peopleOf(tx, pair)) };
}

/** @throws CodedError NOT_FOUND for an account that the caller may not see */
export async function unfollow(tx: Tx, pair: Pair): Promise<FollowChange> {
  if (!(await lockPair(tx, pair))) throw notFound();
  const changed = await deleteFollow(tx, pair);
  if (changed) await record(tx, { kind: 'user.unfollowed', payload: toPayload(pair) });
  return { changed, ...(await peopleOf(tx, pair)) };
}

const toPayload = ({ actorId, targetId }: Pair) => ({ followerId: actorId, followeeId: targetId });
const notFound = () => new CodedError('NOT_FOUND', 'User not found');

async function peopleOf(tx: Tx, { actorId, targetId }: Pair): Promise<FollowPeople> {
  const people = await visibleUsers(tx, actorId, [actorId, targetId]);
  const [follower, followee] = [actorId, targetId].map((id) => people.find((person) => person.id === id));
  if (!follower || !followee) throw notFound();
  return { follower, followee };
}
