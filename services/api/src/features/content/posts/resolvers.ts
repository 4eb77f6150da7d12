import { requestOfEvent } from '@feed/events/record';
import type { NewPost } from '@feed/store/content/posts/new-posts';
import { newestPosts, type ListRequest, postsOfAuthors } from '@feed/store/content/posts/reads';
import type { PostView } from '@feed/store/content/posts/view';
import { toPage } from '@feed/store/postgres/cursor';
import { idTime, isId } from '@feed/store/postgres/ids';
import type { LongColumns } from '@feed/store/postgres/long-columns';
import type { GraphQLResolveInfo } from '../../../graphql/engine.js';
import { connectionArgs, toConnection } from '../../../kit/connection.js';
import { limitOffset } from '../../../kit/lists.js';
import { mutation } from '../../../kit/mutation.js';
import { type RequestContext, requireViewer } from '../../../kit/request-context.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { sharing, type Step } from '../../../kit/sharing.js';
import { columnsOf } from '../../../kit/shown.js';
import { existingId } from '../../../kit/validation.js';
import { createdBetween, toNewPost, toPostChange } from './input.js';
import { loadPost, loadPostsOf } from './loaders.js';
import { assertOwnName, created, creating, deletePost, unchangeable, updatePost } from './service.js';

const idOf = ({ id }: PostView): string => id;
const columnsOfPosts = (info: GraphQLResolveInfo): LongColumns => columnsOf(info, 'PostType.content');

/** The posts of one account, or of all. */
async function readPosts(
  context: RequestContext,
  authorId: string | null | undefined,
  request: ListRequest,
  columns: LongColumns,
): Promise<PostView[]> {
  const { userId } = requireViewer(context);
  const { database } = context.app;
  if (authorId == null) return newestPosts(database, userId, request, columns);
  return isId(authorId) ? postsOfAuthors(database, userId, [authorId], request, columns) : [];
}

export const resolvers = {
  Query: {
    allPosts: (_parent, args, context, info) => {
      const { limit, offset } = limitOffset(args, 10);
      const request = { first: limit, offset, ...createdBetween(args) };
      return readPosts(context, args.userId, request, columnsOfPosts(info));
    },
    postsConnection: async (_parent, args, context, info) => {
      const request = connectionArgs(args);
      const oneMore = { ...request, first: request.first + 1 };
      const posts = await readPosts(context, args.userId, oneMore, columnsOfPosts(info));
      return toConnection(toPage(posts, request.first), idOf);
    },
    postById: (_parent, { id }, context, info) => loadPost(context, id, columnsOfPosts(info)),
  },
  Mutation: {
    createPost: mutation({
      access: 'viewer',
      anonymous: 'You must be logged in to create a post',
      async input(args, { viewer, context }) {
        const post = toNewPost(args);
        if (args.userId != null) await assertOwnName(context.app.database, viewer.userId, args.userId);
        return post;
      },
      run: sharing({
        write: creating,
        itemOf: ({ input, viewer }: Step<'viewer', NewPost>) => ({
          ...input,
          authorId: viewer.userId,
          requestId: requestOfEvent(),
        }),
        payloadOf(outcome) {
          const post = created(outcome);
          return { success: true, message: 'Post created successfully', errors: [], post };
        },
      }),
    }),
    updatePost: mutation({
      access: 'viewer',
      input: (args) => toPostChange(args),
      async run({ tx, input: { id, change }, viewer }) {
        const { changed, post } = await updatePost(tx, { id, authorId: viewer.userId }, change);
        const message = changed ? 'Post updated successfully' : 'There is nothing to change';
        return { success: true, message, errors: [], post };
      },
    }),
    deletePost: mutation({
      access: 'viewer',
      quota: 'exempt',
      input: ({ id }) => existingId(id, unchangeable('NOT_FOUND')),
      async run({ tx, input: id, viewer }) {
        const deleted = await deletePost(tx, { id, authorId: viewer.userId });
        const message = deleted ? 'Post deleted successfully' : 'Post already deleted';
        return { success: true, message, errors: [] };
      },
    }),
  },
  PostType: {
    isDeleted: () => false,
    author: ({ user }) => user,
    createdAt: ({ id }) => idTime(id),
    updatedAt: ({ id, updatedAt }) => updatedAt ?? idTime(id),
    commentsCount: ({ commentCount }) => commentCount,
    sharesCount: ({ shareCount }) => shareCount,
    engagementScore: ({ likesCount, commentCount, shareCount }) =>
      likesCount + 2 * commentCount + 3 * shareCount,
  },
  CommentType: {
    post: ({ postId }, _args, context, info) => loadPost(context, postId, columnsOfPosts(info)),
  },
  PostLikeType: {
    post: ({ targetId }, _args, context, info) => loadPost(context, targetId, columnsOfPosts(info)),
  },
  ShareType: {
    post: ({ postId }, _args, context, info) => loadPost(context, postId, columnsOfPosts(info)),
  },
  UserStatsType: {
    topPerformingPost: ({ topPostId }, _args, context, info) =>
      topPostId === null ? null : loadPost(context, topPostId, columnsOfPosts(info)),
  },
  CustomUserType: {
    posts: async ({ id }, args, context, info) =>
      (await loadPostsOf(context, id, { first: limitOffset(args, 10).limit }, columnsOfPosts(info))).items,
    postsConnection: async ({ id }, args, context, info) =>
      toConnection(await loadPostsOf(context, id, connectionArgs(args), columnsOfPosts(info)), idOf),
  },
} satisfies Resolvers;
