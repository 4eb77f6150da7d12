import type { CommentView } from '@feed/store/content/comments/view';
import { idTime, isId } from '@feed/store/postgres/ids';
import type { PostView } from '@feed/store/content/posts/view';
import type { LikeView } from '@feed/store/content/likes/view';
import { type ConnectionArgs, connectionArgs, toConnection } from '../../../kit/connection.js';
import { type ListArgs, limitOffset } from '../../../kit/lists.js';
import { type MutationInput, mutation } from '../../../kit/mutation.js';
import type { LoadPage } from '../../../kit/page-loader.js';
import { type RequestContext, requireViewer } from '../../../kit/request-context.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { loadComment, loadCommentsOf, loadRepliesTo } from './loaders.js';
import * as service from './service.js';

interface CommentInput {
  postId: string;
  content: string;
  parentCommentId?: string | null;
}

type Load = LoadPage<CommentView>;
interface PostArgs {
  postId: string;
}
interface CommentArgs {
  commentId: string;
}

async function list(load: Load, context: RequestContext, parentId: string, args: ListArgs) {
  requireViewer(context);
  if (!isId(parentId)) return [];
  return (await load(context, parentId, { first: limitOffset(args).limit })).items;
}

async function connection(load: Load, context: RequestContext, parentId: string, args: ConnectionArgs) {
  requireViewer(context);
  const request = connectionArgs(args);
  const page = isId(parentId) ? await load(context, parentId, request) : { items: [], hasNextPage: false };
  return toConnection(page, ({ id }) => id);
}

const createComment = mutation({
  access: 'viewer',
  async run({ tx, args, viewer }: MutationInput<{ input: CommentInput }, 'viewer'>) {
    const { postId, content, parentCommentId } = args.input;
    const parentId = parentCommentId ?? null;
    const comment = await service.createComment(tx, { postId, content, parentId, authorId: viewer.userId });
    return { success: true, message: 'Comment created successfully', errors: [], comment };
  },
});

const deleteComment = mutation({
  access: 'viewer',
  async run({ tx, args, viewer }: MutationInput<{ id: string }, 'viewer'>) {
    const deleted = await service.deleteComment(tx, viewer.userId, args.id);
    const message = deleted ? 'Comment deleted successfully' : 'Comment already deleted';
    return { success: true, message, errors: [] };
  },
});

export const resolvers: Resolvers = {
  Query: {
    postComments: (_: unknown, args: PostArgs & ListArgs, context: RequestContext) =>
      list(loadCommentsOf, context, args.postId, args),
    postCommentsConnection: (_: unknown, args: PostArgs & ConnectionArgs, context: RequestContext) =>
      connection(loadCommentsOf, context, args.postId, args),
    commentReplies: (_: unknown, args: CommentArgs & ListArgs, context: RequestContext) =>
      list(loadRepliesTo, context, args.commentId, args),
    commentRepliesConnection: (_: unknown, args: CommentArgs & ConnectionArgs, context: RequestContext) =>
      connection(loadRepliesTo, context, args.commentId, args),
  },
  Mutation: { createComment, deleteComment },
  CommentType: {
    createdAt: ({ id }: CommentView) => idTime(id),
    updatedAt: ({ id, updatedAt }: CommentView) => updatedAt ?? idTime(id),
    parentComment: ({ parentId }: CommentView, _args: unknown, context: RequestContext) =>
      parentId === null ? null : loadComment(context, parentId),
    replies: ({ id }: CommentView, args: ListArgs, context: RequestContext) =>
      list(loadRepliesTo, context, id, args),
    repliesConnection: ({ id }: CommentView, args: ConnectionArgs, context: RequestContext) =>
      connection(loadRepliesTo, context, id, args),
  },
  PostType: {
    comments: ({ id }: PostView, args: ListArgs, context: RequestContext) =>
      list(loadCommentsOf, context, id, args),
    commentsConnection: ({ id }: PostView, args: ConnectionArgs, context: RequestContext) =>
      connection(loadCommentsOf, context, id, args),
  },
  CommentLikeType: {
    comment: ({ targetId }: LikeView, _args: unknown, context: RequestContext) =>
      loadComment(context, targetId),
  },
};
