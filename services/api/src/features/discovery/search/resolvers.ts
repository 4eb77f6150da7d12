import { optionalViewer } from '../../../kit/request-context.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { columnsOf } from '../../../kit/shown.js';
import { findUsers } from './service.js';

export const resolvers = {
  Query: {
    searchUsers: (_parent, { query }, context, info) => {
      const viewer = optionalViewer(context);
      return findUsers(context.app.database, viewer?.userId ?? null, query, columnsOf(info));
    },
  },
} satisfies Resolvers;
