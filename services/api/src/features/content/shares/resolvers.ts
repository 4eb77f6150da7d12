import { requestOfEvent } from '@feed/events/record';
import { endedShares } from '@feed/store/content/shares/writes';
import { idTime } from '@feed/store/postgres/ids';
import type { LongColumns } from '@feed/store/postgres/long-columns';
import type { GraphQLResolveInfo } from '../../../graphql/engine.js';
import { connectionArgs, toConnection } from '../../../kit/connection.js';
import { limitOffset } from '../../../kit/lists.js';
import { mutation } from '../../../kit/mutation.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { sharing, type Step } from '../../../kit/sharing.js';
import { columnsOf } from '../../../kit/shown.js';
import { existingId } from '../../../kit/validation.js';
import { toNewShare } from './input.js';
import { loadSharesOf } from './loaders.js';
import { newShares, shared, unshared } from './service.js';

const columnsOfShares = (info: GraphQLResolveInfo): LongColumns => columnsOf(info, 'ShareType.caption');

export const resolvers = {
  Mutation: {
    sharePost: mutation({
      access: 'viewer',
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
      input: ({ postId }) => existingId(postId, 'Post'),
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
