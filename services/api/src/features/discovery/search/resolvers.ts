import type { Resolvers } from '../../../kit/resolvers.js';
import { findUsers } from './service.js';

export const resolvers = {
  Query: {
    searchUsers: (_parent, { query }, { app, viewer }) =>
      findUsers(app.database, viewer?.userId ?? null, query),
  },
} satisfies Resolvers;
