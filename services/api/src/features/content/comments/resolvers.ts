import { ownComments } from '@feed/store/content/comments/reads';
import type { CommentView } from '@feed/store/content/comments/view';
import type { OffsetRequest, Page } from '@feed/store/postgres/cursor';
import { idTime, isId } from '@feed/store/postgres/ids';
import type { GraphQLResolveInfo } from '../../../graphql/engine.js';
import { type ConnectionArgs, connectionArgs, toConnection } from '../../../kit/connection.js';
import { type ListArgs, limitOffset } from '../../../kit/lists.js';
import { ownList } from '../../../kit/own-list.js';
import { mutation } from '../../../kit/mutation.js';
import type { LoadPage } from '../../../kit/page-loader.js';
import { type RequestContext, requireViewer } from '../../../kit/request-context.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { columnsOf } from '../../../kit/shown.js';
import { existingId } from '../../../kit/validation.js';
import { toCommentChange, toNewComment } from './input.js';
import { loadComment, loadCommentsOf, loadRepliesTo } from './loaders.js';
import { createComment, deleteComment, updateComment } from './service.js';

type Load = LoadPage<CommentView>;

const none = { items: [], hasNextPage: false };

/** @param info of the field that shows the comments */
async function page(
  load: Load,
  context: RequestContext,
  parentId: string,
  request: OffsetRequest,
  info: GraphQLResolveInfo,
): Promise<Page<CommentView>> {
  requireViewer(context);
  return isId(parentId) ? load(context, parentId, request, columnsOf(info, 'CommentType.content')) : none;
}

const list =
  <Parent, Of>(load: Load, parentOf: (parent: Parent, args: Of) => string, preset: number) =>
  async (parent: Parent, args: Of & ListArgs, context: RequestContext, info: GraphQLResolveInfo) => {
    const { limit: first, offset } = limitOffset(args, preset);
    return (await page(load, context, parentOf(parent, args), { first, offset }, info)).items;
  };

const connection =
  <Parent, Of>(load: Load, parentOf: (parent: Parent, args: Of) => string) =>
  async (parent: Parent, args: Of & ConnectionArgs, context: RequestContext, info: GraphQLResolveInfo) =>
    toConnection(
      await page(load, context, parentOf(parent, args), connectionArgs(args), info),
      ({ id }) => id,
    );

const ofPost = (_parent: unknown, { postId }: { postId: string }): string => postId;
const ofComment = (_parent: unknown, { commentId }: { commentId: string }): string => commentId;
const ofParent = ({ id }: { id: string }): string => id;

export const resolvers = {
  Query: {
    postComments: list(loadCommentsOf, ofPost, 100),
    postCommentsConnection: connection(loadCommentsOf, ofPost),
    commentReplies: list(loadRepliesTo, ofComment, 100),
    commentRepliesConnection: connection(loadRepliesTo, ofComment),
  },
  Mutation: {
    createComment: mutation({
      access: 'viewer',
      anonymous: 'You must be logged in to comment',
      input: ({ input }, { viewer }) => toNewComment(input, viewer.userId),
      async run({ tx, input }) {
        const comment = await createComment(tx, input);
        return { success: true, message: 'Comment created successfully', errors: [], comment };
      },
    }),
    updateComment: mutation({
      access: 'viewer',
      input: (args, { viewer }) => toCommentChange(args, viewer.userId),
      async run({ tx, input }) {
        const { changed, comment } = await updateComment(tx, input);
        const message = changed ? 'Comment updated successfully' : 'There is nothing to change';
        return { success: true, message, errors: [], comment };
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
    isDeleted: () => false,
    createdAt: ({ id }) => idTime(id),
    updatedAt: ({ id, updatedAt }) => updatedAt ?? idTime(id),
    parentComment: ({ parentId }, _args, context, info) =>
      parentId === null ? null : loadComment(context, parentId, columnsOf(info, 'CommentType.content')),
    replies: list(loadRepliesTo, ofParent, 20),
    repliesConnection: connection(loadRepliesTo, ofParent),
  },
  PostType: {
    comments: list(loadCommentsOf, ofParent, 20),
    commentsConnection: connection(loadCommentsOf, ofParent),
  },
  CustomUserType: {
    comments: (user, args, context, info) =>
      ownList(user, args, context, (userId, limit) =>
        ownComments(context.app.database, userId, limit, columnsOf(info, 'CommentType.content')),
      ),
  },
  CommentLikeType: {
    comment: ({ targetId }, _args, context, info) =>
      loadComment(context, targetId, columnsOf(info, 'CommentType.content')),
  },
} satisfies Resolvers;
