import { CodedError } from '@feed/platform/errors';
import type { UserView } from '@feed/store/identity/users/view';
import type { CommentView } from '@feed/store/content/comments/view';
import { toPage } from '@feed/store/postgres/cursor';
import { idTime, isId } from '@feed/store/postgres/ids';
import type { LikeView } from '@feed/store/content/likes/view';
import type { PostView } from '@feed/store/content/posts/view';
import { type ListRequest, newestPosts, postsOfAuthors } from '@feed/store/content/posts/reads';
import type { ShareView } from '@feed/store/content/shares/view';
import { type ConnectionArgs, connectionArgs, toConnection } from '../../../kit/connection.js';
import { type ListArgs, limitOffset } from '../../../kit/lists.js';
import { type MutationInput, mutation } from '../../../kit/mutation.js';
import { type RequestContext, requireViewer } from '../../../kit/request-context.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { type CreatePostArgs, type PostInput, checkNewPost, checkPostChange } from './input.js';
import { loadPost, loadPostsOf } from './loaders.js';
import * as service from './service.js';

type ByAuthor<T> = T & { userId?: string | null };

const idOf = ({ id }: PostView): string => id;

/** Everybody's posts, or those of one account. */
async function readPosts(
  context: RequestContext,
  authorId: string | null | undefined,
  request: ListRequest,
): Promise<PostView[]> {
  const { userId } = requireViewer(context);
  if (authorId == null) return newestPosts(context.app.database, userId, request);
  return isId(authorId) ? postsOfAuthors(context.app.database, userId, [authorId], request) : [];
}

const allPosts = (_parent: unknown, args: ByAuthor<ListArgs>, context: RequestContext) => {
  const { limit, offset } = limitOffset(args);
  return readPosts(context, args.userId, { first: limit, offset });
};

const postsConnection = async (_parent: unknown, args: ByAuthor<ConnectionArgs>, context: RequestContext) => {
  const request = connectionArgs(args);
  const posts = await readPosts(context, args.userId, { ...request, first: request.first + 1 });
  return toConnection(toPage(posts, request.first), idOf);
};

const postById = (_parent: unknown, { id }: { id: string }, context: RequestContext) => loadPost(context, id);

const postOf =
  <T>(postId: (thing: T) => string) =>
  (thing: T, _args: unknown, context: RequestContext) =>
    loadPost(context, postId(thing));

const createPost = mutation({
  access: 'viewer',
  async run({ tx, args, viewer }: MutationInput<CreatePostArgs, 'viewer'>) {
    if (args.userId != null && args.userId !== viewer.userId)
      throw new CodedError('FORBIDDEN', 'You can only post as yourself');
    const post = await service.createPost(tx, viewer.userId, checkNewPost(args));
    return { success: true, message: 'Post created successfully', errors: [], post };
  },
});

const updatePost = mutation({
  access: 'viewer',
  async run({ tx, args, viewer }: MutationInput<{ id: string; input: PostInput }, 'viewer'>) {
    const target = { id: args.id, authorId: viewer.userId };
    const post = await service.updatePost(tx, target, checkPostChange(args.input));
    return { success: true, message: 'Post updated successfully', errors: [], post };
  },
});

const deletePost = mutation({
  access: 'viewer',
  async run({ tx, args, viewer }: MutationInput<{ id: string }, 'viewer'>) {
    const deleted = await service.deletePost(tx, { id: args.id, authorId: viewer.userId });
    const message = deleted ? 'Post deleted successfully' : 'Post already deleted';
    return { success: true, message, errors: [] };
  },
});

export const resolvers: Resolvers = {
  Query: { allPosts, postsConnection, postById },
  Mutation: { createPost, updatePost, deletePost },
  PostType: {
    isDeleted: () => false,
    createdAt: ({ id }: PostView) => idTime(id),
    updatedAt: ({ id, updatedAt }: PostView) => updatedAt ?? idTime(id),
    commentsCount: ({ commentCount }: PostView) => commentCount,
    sharesCount: ({ shareCount }: PostView) => shareCount,
    engagementScore: ({ likesCount, commentCount, shareCount }: PostView) =>
      likesCount + 2 * commentCount + 3 * shareCount,
  },
  CommentType: { post: postOf(({ postId }: CommentView) => postId) },
  PostLikeType: { post: postOf(({ targetId }: LikeView) => targetId) },
  ShareType: { post: postOf(({ postId }: ShareView) => postId) },
  CustomUserType: {
    posts: async (user: UserView, args: ListArgs, context: RequestContext) =>
      (await loadPostsOf(context, user.id, { first: limitOffset(args).limit })).items,
    postsConnection: async (user: UserView, args: ConnectionArgs, context: RequestContext) =>
      toConnection(await loadPostsOf(context, user.id, connectionArgs(args)), idOf),
  },
};
