import type { UserView } from '@feed/store/identity/users/view';
import type { ListArgs } from '../../../kit/lists.js';
import { ownList } from '../../../kit/own-list.js';
import type { RequestContext } from '../../../kit/request-context.js';
import type { Resolvers } from '../../../kit/resolvers.js';

const none = (user: UserView, args: ListArgs, context: RequestContext) =>
  ownList(user, args, context, () => Promise.resolve([]));

export const resolvers = {
  CustomUserType: {
    sentMessages: none,
    receivedMessages: none,
  },
} satisfies Resolvers;
