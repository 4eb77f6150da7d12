import { requestOfEvent } from '@feed/events/record';
import type { Following } from '@feed/store/graph/follows/shared-writes';
import type { Pair } from '@feed/store/graph/pair';
import type { FollowDirection } from '@feed/store/graph/follows/reads';
import type { UserView } from '@feed/store/identity/users/view';
import { encodeCursor } from '@feed/store/postgres/cursor';
import { idTime } from '@feed/store/postgres/ids';
import type { GraphQLResolveInfo } from '../../../graphql/engine.js';
import { type ConnectionArgs, connectionArgs, connectionOf } from '../../../kit/connection.js';
import { type ListArgs, limitOffset } from '../../../kit/lists.js';
import { mutation } from '../../../kit/mutation.js';
import type { RequestContext } from '../../../kit/request-context.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { sharing, type Step } from '../../../kit/sharing.js';
import { columnsOf } from '../../../kit/shown.js';
import { toFollowPair, toUnfollowPair } from './input.js';
import { loadFollows } from './loaders.js';
import { changed, following, unfollowing } from './service.js';

const list =
  (direction: FollowDirection) =>
  async (owner: UserView, args: ListArgs, context: RequestContext, info: GraphQLResolveInfo) => {
    const request = { first: limitOffset(args, 20).limit };
    const { items } = await loadFollows[direction](context, owner.id, request, columnsOf(info));
    return items.map(({ id, user }) => ({
      id,
      createdAt: idTime(id),
      follower: direction === 'followers' ? user : owner,
      followee: direction === 'followers' ? owner : user,
    }));
  };

const connection =
  (direction: FollowDirection) =>
  async (owner: UserView, args: ConnectionArgs, context: RequestContext, info: GraphQLResolveInfo) => {
    const page = await loadFollows[direction](context, owner.id, connectionArgs(args), columnsOf(info));
    const edges = page.items.map(({ id, user }) => ({ cursor: encodeCursor(id), node: user }));
    return connectionOf(edges, page.hasNextPage, ({ cursor }) => cursor);
  };

const itemOf = ({ input }: Step<'viewer', Pair>): Following => ({ ...input, requestId: requestOfEvent() });

export const resolvers = {
  Mutation: {
    followUser: mutation({
      access: 'viewer',
      input: ({ userId }, { viewer }) => toFollowPair(viewer.userId, userId),
      run: sharing({
        write: following,
        itemOf,
        payloadOf(outcome) {
          const { changed: done, ...people } = changed(outcome);
          const message = `${done ? 'Now' : 'Already'} following ${people.followee.username}`;
          return { success: true, message, errors: [], following: true, ...people };
        },
      }),
    }),
    unfollowUser: mutation({
      access: 'viewer',
      quota: 'exempt',
      input: ({ userId }, { viewer }) => toUnfollowPair(viewer.userId, userId),
      run: sharing({
        write: unfollowing,
        itemOf,
        payloadOf(outcome) {
          const { changed: done, ...people } = changed(outcome);
          const { username } = people.followee;
          const message = done ? `Unfollowed ${username}` : `You were not following ${username}`;
          return { success: true, message, errors: [], following: false, ...people };
        },
      }),
    }),
  },
  CustomUserType: {
    followers: list('followers'),
    following: list('following'),
    followersConnection: connection('followers'),
    followingConnection: connection('following'),
  },
} satisfies Resolvers;
