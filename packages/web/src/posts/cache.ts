import { type CacheRules, likedFields, succeeded, success, writeFields } from '../live/cache.js';

const likes =
  (like: boolean) => (variables: Record<string, unknown>, cache: Parameters<typeof likedFields>[0]) => ({
    ...{ __typename: 'PostLikePayload', ...success },
    post: likedFields(cache, 'PostType', variables['postId'], like) as never,
  });

export const cacheRules: CacheRules = {
  embedded: ['PostConnection', 'PostEdge'],
  optimistic: {
    likePost: likes(true),
    unlikePost: likes(false),
    deletePost: () => ({ __typename: 'DeletePostPayload', ...success }),
  },
  updates: {
    deletePost(result, { id }, cache) {
      if (succeeded(result['deletePost'])) writeFields(cache, 'PostType', id, { isDeleted: true });
    },
  },
};
