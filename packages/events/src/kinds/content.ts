import { ids } from '../payload.js';

export const contentEvents = {
  'post.created': ids('postId'),
  /** A share is a post row of its own: `postId` is that row, `sharedPostId` the post that it shares. */
  'post.shared': ids('postId', 'sharedPostId'),
};
