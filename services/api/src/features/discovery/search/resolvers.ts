import type { Resolvers } from '../../../kit/resolvers.js';
import { columnsOf } from '../../../kit/shown.js';
import { findUsers } from './service.js';

export const resolvers = {
  Query: {
    searchUsers: (_parent, { query }, { app, viewer }, info) =>
      findUsers(app.database, viewer?.userId ?? null, query, columnsOf(info)),
  },
} satisfies Resolvers;
