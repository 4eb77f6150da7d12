import type { CommentView } from '@feed/store/content/comments/view';
import { idTime } from '@feed/store/postgres/ids';
import type { LikeView } from '@feed/store/content/likes/view';
import type { PostView } from '@feed/store/content/posts/view';
import { type ConnectionArgs, connectionArgs, toConnection } from '../../../kit/connection.js';
import { type ListArgs, limitOffset } from '../../../kit/lists.js';
import { type MutationInput, mutation } from '../../../kit/mutation.js';
import type { LoadPage } from '../../../kit/page-loader.js';
import type { RequestContext } from '../../../kit/request-context.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { loadCommentLikes, loadPostLikes } from './loaders.js';
import { type Kind, comments, like, posts, unlike } from './service.js';

const likeMutation = <View extends object>(kind: Kind<View>, idOf: (args: never) => string) =>
  change(kind, idOf, { write: like, liked: true, done: 'liked successfully', before: 'already liked' });

const unlikeMutation = <View extends object>(kind: Kind<View>, idOf: (args: never) => string) =>
  change(kind, idOf, { write: unlike, liked: false, done: 'unliked successfully', before: 'was not liked' });

function change<View extends object>(
  kind: Kind<View>,
  idOf: (args: never) => string,
  { write, liked, done, before }: { write: typeof like; liked: boolean; done: string; before: string },
) {
  return mutation({
    access: 'viewer',
    async run({ tx, args, viewer }: MutationInput<never, 'viewer'>) {
      const { changed, target } = await write(tx, kind, viewer.userId, idOf(args));
      const message = `${kind.name} ${changed ? done : before}`;
      return { success: true, message, errors: [], liked, [kind.name.toLowerCase()]: target };
    },
  });
}

const postId = (args: { postId: string }): string => args.postId;
const commentId = (args: { commentId: string }): string => args.commentId;

/** The fields of what can be liked. */
const fieldsOf = (load: LoadPage<LikeView>) => ({
  likes: async ({ id }: PostView | CommentView, args: ListArgs, context: RequestContext) =>
    (await load(context, id, { first: limitOffset(args).limit })).items,
  likesConnection: async ({ id }: PostView | CommentView, args: ConnectionArgs, context: RequestContext) =>
    toConnection(await load(context, id, connectionArgs(args)), (item) => item.id),
});

const createdAt = ({ id }: LikeView): Date => idTime(id);

export const resolvers: Resolvers = {
  Mutation: {
    likePost: likeMutation(posts, postId),
    unlikePost: unlikeMutation(posts, postId),
    likeComment: likeMutation(comments, commentId),
    unlikeComment: unlikeMutation(comments, commentId),
  },
  PostType: fieldsOf(loadPostLikes),
  CommentType: fieldsOf(loadCommentLikes),
  PostLikeType: { createdAt },
  CommentLikeType: { createdAt },
};
