import { isId } from '@feed/store/database/ids';
import type { PostView } from '@feed/store/posts/post-view';
import { postsOfAuthors, visiblePosts } from '@feed/store/posts/posts';
import { batchOne } from '../../graphql/batch.js';
import { pageLoader } from '../../graphql/page-loader.js';
import { type RequestContext, requireViewer } from '../../graphql/request-context.js';

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
