import type { CommentView } from '@feed/store/content/comments/view';
import { idTime, isId } from '@feed/store/postgres/ids';
import { type ConnectionArgs, connectionArgs, toConnection } from '../../../kit/connection.js';
import { type ListArgs, limitOffset } from '../../../kit/lists.js';
import { mutation } from '../../../kit/mutation.js';
import type { LoadPage } from '../../../kit/page-loader.js';
import { type RequestContext, requireViewer } from '../../../kit/request-context.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { existingId } from '../../../kit/validation.js';
import { toNewComment } from './input.js';
import { loadComment, loadCommentsOf, loadRepliesTo } from './loaders.js';
import { createComment, deleteComment } from './service.js';

type Load = LoadPage<CommentView>;

async function list(
  load: Load,
  context: RequestContext,
  parentId: string,
  { args, preset }: { args: ListArgs; preset: number },
) {
  requireViewer(context);
  const { limit } = limitOffset(args, preset);
  if (!isId(parentId)) return [];
  return (await load(context, parentId, { first: limit })).items;
}

async function connection(load: Load, context: RequestContext, parentId: string, args: ConnectionArgs) {
  requireViewer(context);
  const request = connectionArgs(args);
  const page = isId(parentId) ? await load(context, parentId, request) : { items: [], hasNextPage: false };
  return toConnection(page, ({ id }) => id);
}

export const resolvers = {
  Query: {
    postComments: (_parent, args, context) =>
      list(loadCommentsOf, context, args.postId, { args, preset: 100 }),
    postCommentsConnection: (_parent, args, context) =>
      connection(loadCommentsOf, context, args.postId, args),
    commentReplies: (_parent, args, context) =>
      list(loadRepliesTo, context, args.commentId, { args, preset: 100 }),
    commentRepliesConnection: (_parent, args, context) =>
      connection(loadRepliesTo, context, args.commentId, args),
  },
  Mutation: {
    createComment: mutation({
      access: 'viewer',
      input: ({ input }, { viewer }) => toNewComment(input, viewer.userId),
      async run({ tx, input }) {
        const comment = await createComment(tx, input);
        return { success: true, message: 'Comment created successfully', errors: [], comment };
      },
    }),
    deleteComment: mutation({
      access: 'viewer',
      quota: 'exempt',
      input: ({ id }) => existingId(id, 'Comment'),
      async run({ tx, input: id, viewer }) {
        const deleted = await deleteComment(tx, viewer.userId, id);
        const message = deleted ? 'Comment deleted successfully' : 'Comment already deleted';
        return { success: true, message, errors: [] };
      },
    }),
  },
  CommentType: {
    createdAt: ({ id }) => idTime(id),
    updatedAt: ({ id, updatedAt }) => updatedAt ?? idTime(id),
    parentComment: ({ parentId }, _args, context) =>
      parentId === null ? null : loadComment(context, parentId),
    replies: ({ id }, args, context) => list(loadRepliesTo, context, id, { args, preset: 20 }),
    repliesConnection: ({ id }, args, context) => connection(loadRepliesTo, context, id, args),
  },
  PostType: {
    comments: ({ id }, args, context) => list(loadCommentsOf, context, id, { args, preset: 20 }),
    commentsConnection: ({ id }, args, context) => connection(loadCommentsOf, context, id, args),
  },
  CommentLikeType: { comment: ({ targetId }, _args, context) => loadComment(context, targetId) },
} satisfies Resolvers;
