import { newestPosts, type ListRequest, postsOfAuthors } from '@feed/store/content/posts/reads';
import type { PostView } from '@feed/store/content/posts/view';
import { toPage } from '@feed/store/postgres/cursor';
import { idTime, isId } from '@feed/store/postgres/ids';
import { connectionArgs, toConnection } from '../../../kit/connection.js';
import { limitOffset } from '../../../kit/lists.js';
import { mutation } from '../../../kit/mutation.js';
import { type RequestContext, requireViewer } from '../../../kit/request-context.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import type { PostTypeResolvers } from '../../../kit/schema-types.js';
import { existingId } from '../../../kit/validation.js';
import { toNewPost, toPostChange } from './input.js';
import { loadPost, loadPostsOf } from './loaders.js';
import { createPost, deletePost, updatePost } from './service.js';

/** The fields that a brief post has: see `briefPostColumns`. */
export const briefFields = [
  ...(['id', 'content', 'user', 'createdAt', 'isDeleted', 'isLikedByUser', 'likesCount'] as const),
  ...(['commentCount', 'commentsCount', 'shareCount', 'sharesCount', 'engagementScore'] as const),
] satisfies (keyof PostTypeResolvers)[];

const idOf = ({ id }: PostView): string => id;

/** The posts of one account, or of all. */
async function readPosts(
  context: RequestContext,
  authorId: string | null | undefined,
  request: ListRequest,
): Promise<PostView[]> {
  const { userId } = requireViewer(context);
  if (authorId == null) return newestPosts(context.app.database, userId, request);
  return isId(authorId) ? postsOfAuthors(context.app.database, userId, [authorId], request) : [];
}

export const resolvers = {
  Query: {
    allPosts: (_parent, args, context) => {
      const { limit, offset } = limitOffset(args, 10);
      return readPosts(context, args.userId, { first: limit, offset });
    },
    postsConnection: async (_parent, args, context) => {
      const request = connectionArgs(args);
      const posts = await readPosts(context, args.userId, { ...request, first: request.first + 1 });
      return toConnection(toPage(posts, request.first), idOf);
    },
    postById: (_parent, { id }, context) => loadPost(context, id),
  },
  Mutation: {
    createPost: mutation({
      access: 'viewer',
      input: (args, { viewer }) => toNewPost(args, viewer.userId),
      async run({ tx, input, viewer }) {
        const post = await createPost(tx, viewer.userId, input);
        return { success: true, message: 'Post created successfully', errors: [], post };
      },
    }),
    updatePost: mutation({
      access: 'viewer',
      input: (args) => toPostChange(args),
      async run({ tx, input: { id, change }, viewer }) {
        const post = await updatePost(tx, { id, authorId: viewer.userId }, change);
        return { success: true, message: 'Post updated successfully', errors: [], post };
      },
    }),
    deletePost: mutation({
      access: 'viewer',
      quota: 'exempt',
      input: ({ id }) => existingId(id, 'Post'),
      async run({ tx, input: id, viewer }) {
        const deleted = await deletePost(tx, { id, authorId: viewer.userId });
        const message = deleted ? 'Post deleted successfully' : 'Post already deleted';
        return { success: true, message, errors: [] };
      },
    }),
  },
  PostType: {
    isDeleted: () => false,
    createdAt: ({ id }) => idTime(id),
    updatedAt: ({ id, updatedAt }) => updatedAt ?? idTime(id),
    commentsCount: ({ commentCount }) => commentCount,
    sharesCount: ({ shareCount }) => shareCount,
    engagementScore: ({ likesCount, commentCount, shareCount }) =>
      likesCount + 2 * commentCount + 3 * shareCount,
  },
  CommentType: { post: ({ postId }, _args, context) => loadPost(context, postId) },
  PostLikeType: { post: ({ targetId }, _args, context) => loadPost(context, targetId) },
  ShareType: { post: ({ postId }, _args, context) => loadPost(context, postId) },
  CustomUserType: {
    posts: async ({ id }, args, context) =>
      (await loadPostsOf(context, id, { first: limitOffset(args, 10).limit })).items,
    postsConnection: async ({ id }, args, context) =>
      toConnection(await loadPostsOf(context, id, connectionArgs(args)), idOf),
  },
} satisfies Resolvers;
