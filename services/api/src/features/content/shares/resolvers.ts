import { requestOfEvent } from '@feed/events/record';
import { ownShares } from '@feed/store/content/shares/reads';
import { endedShares } from '@feed/store/content/shares/writes';
import { idTime } from '@feed/store/postgres/ids';
import type { LongColumns } from '@feed/store/postgres/long-columns';
import type { GraphQLResolveInfo } from '../../../graphql/engine.js';
import { connectionArgs, toConnection } from '../../../kit/connection.js';
import { limitOffset } from '../../../kit/lists.js';
import { ownList } from '../../../kit/own-list.js';
import { mutation } from '../../../kit/mutation.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { sharing, type Step } from '../../../kit/sharing.js';
import { columnsOf } from '../../../kit/shown.js';
import { existingId } from '../../../kit/validation.js';
import { toNewShare } from './input.js';
import { loadSharesOf } from './loaders.js';
import { newShares, noPost, shared, unshared } from './service.js';

const columnsOfShares = (info: GraphQLResolveInfo): LongColumns => columnsOf(info, 'ShareType.caption');

export const resolvers = {
  Mutation: {
    sharePost: mutation({
      access: 'viewer',
      anonymous: 'You must be logged in to share',
      input: ({ input }, { viewer }) => toNewShare(input, viewer.userId),
      run: sharing({
        write: newShares,
        itemOf: ({ input }: Step<'viewer', ReturnType<typeof toNewShare>>) => ({
          ...input,
          requestId: requestOfEvent(),
        }),
        payloadOf(outcome) {
          const { created, share } = shared(outcome);
          const message = created ? 'Post shared successfully' : 'Post already shared';
          return { success: true, message, errors: [], share };
        },
      }),
    }),
    unsharePost: mutation({
      access: 'viewer',
      quota: 'exempt',
      input: ({ postId }) => existingId(postId, noPost()),
      run: sharing({
        write: endedShares,
        itemOf: ({ input: id, viewer }: Step<'viewer', string>) => ({ id, sharerId: viewer.userId }),
        payloadOf(outcome) {
          const { changed, post } = unshared(outcome);
          const message = changed ? 'Post unshared successfully' : 'Post was not shared';
          return { success: true, message, errors: [], post };
        },
      }),
    }),
  },
  ShareType: { createdAt: ({ id }) => idTime(id) },
  CustomUserType: {
    shares: (user, args, context, info) =>
      ownList(user, args, context, (userId, limit) =>
        ownShares(context.app.database, userId, limit, columnsOfShares(info)),
      ),
  },
  PostType: {
    shares: async ({ id }, args, context, info) =>
      (await loadSharesOf(context, id, { first: limitOffset(args, 20).limit }, columnsOfShares(info))).items,
    sharesConnection: async ({ id }, args, context, info) =>
      toConnection(
        await loadSharesOf(context, id, connectionArgs(args), columnsOfShares(info)),
        (share) => share.id,
      ),
  },
} satisfies Resolvers;
