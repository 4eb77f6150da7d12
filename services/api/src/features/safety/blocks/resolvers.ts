import { isId } from '@feed/store/postgres/ids';
import { blockedUsers } from '@feed/store/safety/blocks/reads';
import { unblock } from '@feed/store/safety/blocks/writes';
import { connectionArgs, toConnection } from '../../../kit/connection.js';
import { mutation } from '../../../kit/mutation.js';
import { requireViewer } from '../../../kit/request-context.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { columnsOf } from '../../../kit/shown.js';
import { toBlockPair } from './input.js';
import { blockUser } from './service.js';

export const resolvers = {
  Query: {
    blockedUsers: async (_parent, args, context, info) => {
      const { userId } = requireViewer(context);
      const page = await blockedUsers(context.app.database, userId, connectionArgs(args), columnsOf(info));
      return toConnection(page, ({ id }) => id);
    },
  },
  Mutation: {
    blockUser: mutation({
      access: 'viewer',
      quota: 'reserve',
      input: ({ userId }, { viewer }) => toBlockPair(viewer.userId, userId),
      async run({ tx, input }) {
        await blockUser(tx, input);
        return { success: true, message: 'User blocked successfully', errors: [], blocked: true };
      },
    }),
    unblockUser: mutation({
      access: 'viewer',
      quota: 'exempt',
      input: ({ userId }) => (isId(userId) ? userId : null),
      async run({ tx, input: targetId, viewer }) {
        if (targetId !== null) await unblock(tx, { actorId: viewer.userId, targetId });
        return { success: true, message: 'User unblocked successfully', errors: [], blocked: false };
      },
    }),
  },
} satisfies Resolvers;
