import { isId } from '@feed/store/postgres/ids';
import { blockedUsers } from '@feed/store/safety/blocks/reads';
import { unblock } from '@feed/store/safety/blocks/writes';
import { type ConnectionArgs, connectionArgs, toConnection } from '../../../kit/connection.js';
import { type MutationInput, mutation } from '../../../kit/mutation.js';
import { type RequestContext, requireViewer } from '../../../kit/request-context.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { blockUser as block } from './service.js';

interface Target {
  userId: string;
}

const blockUser = mutation({
  access: 'viewer',
  async run({ tx, args, viewer }: MutationInput<Target, 'viewer'>) {
    await block(tx, { actorId: viewer.userId, targetId: args.userId });
    return { success: true, message: 'User blocked successfully', errors: [], blocked: true };
  },
});

const unblockUser = mutation({
  access: 'viewer',
  async run({ tx, args, viewer }: MutationInput<Target, 'viewer'>) {
    if (isId(args.userId)) await unblock(tx, { actorId: viewer.userId, targetId: args.userId });
    return { success: true, message: 'User unblocked successfully', errors: [], blocked: false };
  },
});

const blockedList = async (_parent: unknown, args: ConnectionArgs, context: RequestContext) => {
  const { userId } = requireViewer(context);
  return toConnection(await blockedUsers(context.app.database, userId, connectionArgs(args)), ({ id }) => id);
};

export const resolvers: Resolvers = {
  Query: { blockedUsers: blockedList },
  Mutation: { blockUser, unblockUser },
};
