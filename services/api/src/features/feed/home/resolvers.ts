import type { FeedEntry } from '@feed/store/feed/entry';
import { encodeCursor } from '@feed/store/postgres/cursor';
import { connectionArgs, connectionOf } from '../../../kit/connection.js';
import { limitOffset } from '../../../kit/lists.js';
import { requireViewer } from '../../../kit/request-context.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { feedColumnsOf } from '../../../kit/shown.js';
import { entriesAt } from './service.js';

const cursorOf = ({ id }: FeedEntry): string => encodeCursor(id);

export const resolvers = {
  Query: {
    homeFeed: async (_parent, args, context, info) => {
      const { userId } = requireViewer(context);
      const request = { ...connectionArgs(args), ...feedColumnsOf(info) };
      const { items, hasNextPage } = await context.app.feed.page(userId, request);
      return connectionOf(items, hasNextPage, cursorOf);
    },
    userFeed: async (_parent, args, context, info) => {
      const { userId } = requireViewer(context);
      const entries = await entriesAt(context.app.feed, userId, limitOffset(args, 10), feedColumnsOf(info));
      return entries.map(({ node }) => node);
    },
  },
  HomeFeedEdge: { cursor: cursorOf },
} satisfies Resolvers;
