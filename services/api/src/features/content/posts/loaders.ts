import { isId } from '@feed/store/postgres/ids';
import type { LongColumns } from '@feed/store/postgres/long-columns';
import type { PostView } from '@feed/store/content/posts/view';
import { postsOfAuthors, visiblePosts } from '@feed/store/content/posts/reads';
import { objectLoader } from '../../../kit/batch.js';
import { pageLoader } from '../../../kit/page-loader.js';
import { readerOf } from '../../../kit/reader.js';
import { type RequestContext, requireViewer } from '../../../kit/request-context.js';

const loadVisible = objectLoader({
  key: Symbol('posts by id'),
  fetch: (context, ids, columns) =>
    visiblePosts(readerOf(context), requireViewer(context).userId, ids, columns),
  idOf: (post: PostView) => post.id,
});

/** The post, or null when there is none that the caller may see. */
export async function loadPost(
  context: RequestContext,
  id: string,
  columns: LongColumns,
): Promise<PostView | null> {
  requireViewer(context);
  return isId(id) ? loadVisible(context, id, columns) : null;
}

/** A page of what an account has posted, newest first. */
export const loadPostsOf = pageLoader({
  key: Symbol('posts by author'),
  fetch: (context, authorIds, request, columns) =>
    postsOfAuthors(context.app.database, requireViewer(context).userId, authorIds, request, columns),
  parentOf: (post: PostView) => post.user.id,
});
