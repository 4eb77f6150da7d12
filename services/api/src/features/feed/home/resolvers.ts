import { encodeCursor } from '@feed/store/postgres/cursor';
import { connectionArgs, connectionOf } from '../../../kit/connection.js';
import { limitOffset } from '../../../kit/lists.js';
import { requireViewer } from '../../../kit/request-context.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { createDetailOf } from './detail.js';
import { entriesAt } from './service.js';

/** @param briefFields the fields of posts and accounts that brief entries have */
export function createResolvers(briefFields: readonly string[]) {
  const detailOf = createDetailOf(briefFields);
  return {
    Query: {
      homeFeed: async (_parent, args, context, info) => {
        const { userId } = requireViewer(context);
        const request = { ...connectionArgs(args), detail: detailOf(info) };
        const { items, hasNextPage } = await context.app.feed.page(userId, request);
        const edges = items.map(({ id, node, reason }) => ({ cursor: encodeCursor(id), node, reason }));
        return connectionOf(edges, hasNextPage);
      },
      userFeed: async (_parent, args, context) => {
        const { userId } = requireViewer(context);
        const entries = await entriesAt(context.app.feed, userId, limitOffset(args, 10));
        return entries.map(({ node }) => node);
      },
    },
  } satisfies Resolvers;
}
