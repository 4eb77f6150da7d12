import { encodeCursor } from '@feed/store/postgres/cursor';
import { type ConnectionArgs, connectionArgs, connectionOf } from '../../../kit/connection.js';
import { type ListArgs, limitOffset } from '../../../kit/lists.js';
import { type RequestContext, requireViewer } from '../../../kit/request-context.js';
import type { GraphQLResolveInfo } from '../../../graphql/engine.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { detailOf } from './detail.js';
import { entriesAt } from './service.js';

const homeFeed = async (
  _parent: unknown,
  args: ConnectionArgs,
  context: RequestContext,
  info: GraphQLResolveInfo,
) => {
  const { userId } = requireViewer(context);
  const request = { ...connectionArgs(args), detail: detailOf(info) };
  const { items, hasNextPage } = await context.app.feed.page(userId, request);
  const edges = items.map(({ id, node, reason }) => ({ cursor: encodeCursor(id), node, reason }));
  return connectionOf(edges, hasNextPage);
};

const userFeed = async (_parent: unknown, args: ListArgs, context: RequestContext) => {
  const { userId } = requireViewer(context);
  const entries = await entriesAt(context.app.feed, userId, limitOffset(args));
  return entries.map(({ node }) => node);
};

export const resolvers: Resolvers = { Query: { homeFeed, userFeed } };
