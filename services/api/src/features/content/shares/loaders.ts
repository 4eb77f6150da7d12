import { sharesOfPosts } from '@feed/store/content/shares/reads';
import type { ShareView } from '@feed/store/content/shares/view';
import { pageLoader } from '../../../kit/page-loader.js';
import { requireViewer } from '../../../kit/request-context.js';

/** A page of the shares of a post, newest first. */
export const loadSharesOf = pageLoader({
  key: Symbol('shares by post'),
  fetch: (context, postIds, request, columns) =>
    sharesOfPosts(context.app.database, requireViewer(context).userId, postIds, request, columns),
  parentOf: (share: ShareView) => share.postId,
});
