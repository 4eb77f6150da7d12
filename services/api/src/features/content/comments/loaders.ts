import type { CommentView } from '@feed/store/content/comments/view';
import { commentsOfPosts, repliesTo, visibleComments } from '@feed/store/content/comments/reads';
import { objectLoader } from '../../../kit/batch.js';
import { pageLoader } from '../../../kit/page-loader.js';
import { readerOf } from '../../../kit/reader.js';
import { requireViewer } from '../../../kit/request-context.js';

/** The comment, or null when there is none that the caller may see. */
export const loadComment = objectLoader({
  key: Symbol('comments by id'),
  fetch: (context, ids, columns) =>
    visibleComments(readerOf(context), requireViewer(context).userId, ids, columns),
  idOf: (comment: CommentView) => comment.id,
});

/** A page of a post's top-level comments, oldest first. */
export const loadCommentsOf = pageLoader({
  key: Symbol('comments by post'),
  fetch: (context, postIds, request, columns) =>
    commentsOfPosts(readerOf(context), requireViewer(context).userId, postIds, request, columns),
  parentOf: (comment: CommentView) => comment.postId,
});

/** A page of the direct replies to a comment, oldest first. */
export const loadRepliesTo = pageLoader({
  key: Symbol('replies by comment'),
  fetch: (context, commentIds, request, columns) =>
    repliesTo(readerOf(context), requireViewer(context).userId, commentIds, request, columns),
  parentOf: (comment: CommentView) => comment.parentId ?? '',
});
