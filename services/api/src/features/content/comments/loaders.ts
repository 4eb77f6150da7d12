import type { CommentView } from '@feed/store/content/comments/view';
import { commentsOfPosts, repliesTo, visibleComments } from '@feed/store/content/comments/reads';
import { batchOne } from '../../../kit/batch.js';
import { pageLoader } from '../../../kit/page-loader.js';
import { type RequestContext, requireViewer } from '../../../kit/request-context.js';

const commentsById = Symbol('comments by id');

/** The comment, or null when there is none that the caller may see. */
export function loadComment(context: RequestContext, id: string): Promise<CommentView | null> {
  const { userId } = requireViewer(context);
  return context
    .loader(commentsById, ({ app }) =>
      batchOne(
        (ids) => visibleComments(app.database, userId, ids),
        (comment: CommentView) => comment.id,
      ),
    )
    .load(id);
}

/** A page of a post's top-level comments, oldest first. */
export const loadCommentsOf = pageLoader({
  key: Symbol('comments by post'),
  fetch: (context, postIds, request) =>
    commentsOfPosts(context.app.database, requireViewer(context).userId, postIds, request),
  parentOf: (comment: CommentView) => comment.postId,
});

/** A page of the direct replies to a comment, oldest first. */
export const loadRepliesTo = pageLoader({
  key: Symbol('replies by comment'),
  fetch: (context, commentIds, request) =>
    repliesTo(context.app.database, requireViewer(context).userId, commentIds, request),
  parentOf: (comment: CommentView) => comment.parentId ?? '',
});
