import {
  type CacheRules,
  forgetLists,
  likedFields,
  succeeded,
  success,
  writeFields,
} from '../../live/cache.js';

const likes =
  (like: boolean) => (variables: Record<string, unknown>, cache: Parameters<typeof likedFields>[0]) => ({
    ...{ __typename: 'CommentLikePayload', ...success },
    comment: likedFields(cache, 'CommentType', variables['commentId'], like) as never,
  });

export const cacheRules: CacheRules = {
  embedded: ['CommentConnection', 'CommentEdge'],
  optimistic: {
    likeComment: likes(true),
    unlikeComment: likes(false),
    deleteComment: () => ({ __typename: 'DeleteCommentPayload', ...success }),
  },
  updates: {
    createComment(result, { input }, cache) {
      if (!succeeded(result['createComment'])) return;
      const { postId, parentCommentId } = input as { postId: string; parentCommentId?: string | null };
      if (parentCommentId) forgetLists(cache, 'commentRepliesConnection', 'commentId', parentCommentId);
      else forgetLists(cache, 'postCommentsConnection', 'postId', postId);
    },
    deleteComment(result, { id }, cache) {
      if (succeeded(result['deleteComment'])) writeFields(cache, 'CommentType', id, { isDeleted: true });
    },
  },
};
