import { limitOffset } from '../../../kit/lists.js';
import { requireViewer } from '../../../kit/request-context.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { columnsOf } from '../../../kit/shown.js';

const maxHours = 168;

export const resolvers = {
  Query: {
    trendingPosts: async (_parent, args, context, info) => {
      const { userId: viewerId } = requireViewer(context);
      const { limit } = limitOffset({ limit: args.limit }, 12);
      if (limit === 0) return [];
      const hours = Math.min(Math.max(args.hours ?? 24, 1), maxHours);
      const columns = columnsOf(info, 'PostType.content');
      return context.app.trending.posts(context.app.database, { viewerId, hours, limit, columns });
    },
  },
} satisfies Resolvers;
