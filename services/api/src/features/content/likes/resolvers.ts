import type { CommentView } from '@feed/store/content/comments/view';
import type { LikeReads } from '@feed/store/content/likes/reads';
import type { LikeView } from '@feed/store/content/likes/view';
import type { UserView } from '@feed/store/identity/users/view';
import type { PostView } from '@feed/store/content/posts/view';
import { idTime } from '@feed/store/postgres/ids';
import type { GraphQLResolveInfo } from '../../../graphql/engine.js';
import { type ConnectionArgs, connectionArgs, toConnection } from '../../../kit/connection.js';
import { type ListArgs, limitOffset } from '../../../kit/lists.js';
import { ownList } from '../../../kit/own-list.js';
import { mutation } from '../../../kit/mutation.js';
import type { LoadPage } from '../../../kit/page-loader.js';
import type { RequestContext } from '../../../kit/request-context.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { sharing, type Step } from '../../../kit/sharing.js';
import { columnsOf } from '../../../kit/shown.js';
import { existingId } from '../../../kit/validation.js';
import { loadCommentLikes, loadPostLikes } from './loaders.js';
import { changed, comments, type Kind, posts } from './service.js';

interface Change {
  write: 'add' | 'remove';
  /** Whether the caller likes the target afterwards. */
  liked: boolean;
  /** The end of the message, after a change and without one. */
  done: string;
  unchanged: string;
}

const liking: Change = { write: 'add', liked: true, done: 'liked successfully', unchanged: 'already liked' };
const unliking: Change = {
  write: 'remove',
  liked: false,
  done: 'unliked successfully',
  unchanged: 'was not liked',
};

/** @param key the target's field in the payload */
const change = <Args, View extends object, Key extends string>(
  { write, liked, done: whenDone, unchanged }: Change,
  kind: Kind<View>,
  key: Key,
  idOf: (args: Args) => string,
) =>
  mutation({
    access: 'viewer',
    quota: liked ? 'normal' : 'exempt',
    input: (args: Args) => existingId(idOf(args), kind.name),
    run: sharing({
      write: kind.likes[write],
      itemOf: ({ input, viewer }: Step<'viewer', string>) => ({ targetId: input, userId: viewer.userId }),
      payloadOf(outcome) {
        const { changed: done, target } = changed(kind.name, outcome);
        const message = `${kind.name} ${done ? whenDone : unchanged}`;
        const views = { [key]: target } as Record<Key, View | null>;
        return { success: true, message, errors: [], liked, ...views };
      },
    }),
  });

const postId = (args: { postId: string }): string => args.postId;
const commentId = (args: { commentId: string }): string => args.commentId;

type Liked = PostView | CommentView;

/** The fields of everything that can be liked. */
const fieldsOf = (load: LoadPage<LikeView>) => ({
  likes: async ({ id }: Liked, args: ListArgs, context: RequestContext, info: GraphQLResolveInfo) =>
    (await load(context, id, { first: limitOffset(args, 20).limit }, columnsOf(info))).items,
  likesConnection: async (
    { id }: Liked,
    args: ConnectionArgs,
    context: RequestContext,
    info: GraphQLResolveInfo,
  ) => toConnection(await load(context, id, connectionArgs(args), columnsOf(info)), (item) => item.id),
});

const own =
  (likes: LikeReads) => (user: UserView, args: ListArgs, context: RequestContext, info: GraphQLResolveInfo) =>
    ownList(user, args, context, (userId, limit) =>
      likes.own(context.app.database, userId, limit, columnsOf(info)),
    );

const createdAt = ({ id }: LikeView): Date => idTime(id);

export const resolvers = {
  Mutation: {
    likePost: change(liking, posts, 'post', postId),
    unlikePost: change(unliking, posts, 'post', postId),
    likeComment: change(liking, comments, 'comment', commentId),
    unlikeComment: change(unliking, comments, 'comment', commentId),
  },
  CustomUserType: {
    postLikes: own(posts.likes),
    commentLikes: own(comments.likes),
  },
  PostType: fieldsOf(loadPostLikes),
  CommentType: fieldsOf(loadCommentLikes),
  PostLikeType: { createdAt },
  CommentLikeType: { createdAt },
} satisfies Resolvers;
