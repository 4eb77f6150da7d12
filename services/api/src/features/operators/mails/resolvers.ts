import { limitOffset } from '../../../kit/lists.js';
import { query } from '../../../kit/query.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { caughtMails } from './service.js';

export const resolvers = {
  Query: {
    caughtMails: query({
      access: 'admin',
      run: (args, { context }) => caughtMails(context.app.config.caughtMails, limitOffset(args, 20).limit),
    }),
  },
} satisfies Resolvers;
