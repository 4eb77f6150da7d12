import { isId } from '@feed/store/postgres/ids';
import { mutedUsers } from '@feed/store/safety/mutes/reads';
import { unmute } from '@feed/store/safety/mutes/writes';
import { type ConnectionArgs, connectionArgs, toConnection } from '../../../kit/connection.js';
import { type MutationInput, mutation } from '../../../kit/mutation.js';
import { type RequestContext, requireViewer } from '../../../kit/request-context.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { muteUser as mute } from './service.js';

interface Target {
  userId: string;
}

const muteUser = mutation({
  access: 'viewer',
  async run({ tx, args, viewer }: MutationInput<Target, 'viewer'>) {
    await mute(tx, { actorId: viewer.userId, targetId: args.userId });
    return { success: true, message: 'User muted successfully', errors: [], muted: true };
  },
});

const unmuteUser = mutation({
  access: 'viewer',
  async run({ tx, args, viewer }: MutationInput<Target, 'viewer'>) {
    if (isId(args.userId)) await unmute(tx, { actorId: viewer.userId, targetId: args.userId });
    return { success: true, message: 'User unmuted successfully', errors: [], muted: false };
  },
});

const mutedList = async (_parent: unknown, args: ConnectionArgs, context: RequestContext) => {
  const { userId } = requireViewer(context);
  return toConnection(await mutedUsers(context.app.database, userId, connectionArgs(args)), ({ id }) => id);
};

export const resolvers: Resolvers = {
  Query: { mutedUsers: mutedList },
  Mutation: { muteUser, unmuteUser },
};
