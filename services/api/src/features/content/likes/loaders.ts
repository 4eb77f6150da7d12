import { commentLikes } from '@feed/store/content/likes/comment-likes';
import type { LikeReads } from '@feed/store/content/likes/reads';
import type { LikeView } from '@feed/store/content/likes/view';
import { postLikes } from '@feed/store/content/likes/post-likes';
import { pageLoader } from '../../../kit/page-loader.js';
import { requireViewer } from '../../../kit/request-context.js';

const loaderOf = (likes: LikeReads, key: symbol) =>
  pageLoader({
    key,
    fetch: (context, targetIds, request, columns) =>
      likes.list(context.app.database, requireViewer(context).userId, targetIds, request, columns),
    parentOf: (like: LikeView) => like.targetId,
  });

/** A page of the likes of a post, newest first. */
export const loadPostLikes = loaderOf(postLikes, Symbol('likes by post'));

/** A page of the likes of a comment, newest first. */
export const loadCommentLikes = loaderOf(commentLikes, Symbol('likes by comment'));
