import { isId } from '@feed/store/postgres/ids';
import { mutedUsers } from '@feed/store/safety/mutes/reads';
import { unmute } from '@feed/store/safety/mutes/writes';
import { connectionArgs, toConnection } from '../../../kit/connection.js';
import { mutation } from '../../../kit/mutation.js';
import { requireViewer } from '../../../kit/request-context.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { columnsOf } from '../../../kit/shown.js';
import { toMutePair } from './input.js';
import { muteUser } from './service.js';

export const resolvers = {
  Query: {
    mutedUsers: async (_parent, args, context, info) => {
      const { userId } = requireViewer(context);
      const page = await mutedUsers(context.app.database, userId, connectionArgs(args), columnsOf(info));
      return toConnection(page, ({ id }) => id);
    },
  },
  Mutation: {
    muteUser: mutation({
      access: 'viewer',
      quota: 'reserve',
      input: ({ userId }, { viewer }) => toMutePair(viewer.userId, userId),
      async run({ tx, input }) {
        await muteUser(tx, input);
        return { success: true, message: 'User muted successfully', errors: [], muted: true };
      },
    }),
    unmuteUser: mutation({
      access: 'viewer',
      quota: 'exempt',
      input: ({ userId }) => (isId(userId) ? userId : null),
      async run({ tx, input: targetId, viewer }) {
        if (targetId !== null) await unmute(tx, { actorId: viewer.userId, targetId });
        return { success: true, message: 'User unmuted successfully', errors: [], muted: false };
      },
    }),
  },
} satisfies Resolvers;
