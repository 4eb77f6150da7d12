import { ids } from '../payload.js';

export const contentEvents = {
  'post.created': ids('postId'),
  /** `shareId` is the row of the share, `postId` the post that it shares. */
  'post.shared': ids('shareId', 'postId'),
};
