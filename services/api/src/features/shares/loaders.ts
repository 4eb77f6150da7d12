import { sharesOfPosts, type ShareView } from '@feed/store/posts/shares';
import { pageLoader } from '../../graphql/page-loader.js';
import { requireViewer } from '../../graphql/request-context.js';

/** A page of the shares of a post, newest first. */
export const loadSharesOf = pageLoader({
  key: Symbol('shares by post'),
  fetch: (context, postIds, request) =>
    sharesOfPosts(context.app.database, requireViewer(context).userId, postIds, request),
  parentOf: (share: ShareView) => share.postId,
});
