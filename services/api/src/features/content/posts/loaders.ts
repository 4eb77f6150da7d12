import { isId } from '@feed/store/postgres/ids';
import type { PostView } from '@feed/store/content/posts/view';
import { postsOfAuthors, visiblePosts } from '@feed/store/content/posts/reads';
import { batchOne } from '../../../kit/batch.js';
import { pageLoader } from '../../../kit/page-loader.js';
import { type RequestContext, requireViewer } from '../../../kit/request-context.js';

const postsById = Symbol('posts by id');

/** The post, or null when there is none that the caller may see. */
export async function loadPost(context: RequestContext, id: string): Promise<PostView | null> {
  const { userId } = requireViewer(context);
  if (!isId(id)) return null;
  return context
    .loader(postsById, ({ app }) =>
      batchOne(
        (ids) => visiblePosts(app.database, userId, ids),
        (post: PostView) => post.id,
      ),
    )
    .load(id);
}

/** A page of what an account has posted, newest first. */
export const loadPostsOf = pageLoader({
  key: Symbol('posts by author'),
  fetch: (context, authorIds, request) =>
    postsOfAuthors(context.app.database, requireViewer(context).userId, authorIds, request),
  parentOf: (post: PostView) => post.user.id,
});
