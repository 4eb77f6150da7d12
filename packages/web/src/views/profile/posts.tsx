import { useQuery } from '@urql/preact';
import { problemOf } from '../../live/problem.js';
import { PostCard } from '../../posts/post-card.js';
import { More, useCursors } from '../../ui/paging.js';
import { Empty, Failure, Skeleton } from '../../ui/states.js';
import { PostsOf } from './documents.js';

const first = 20;

/** The posts of an account, newest first. */
export function Posts({ id, own }: { id: string; own: boolean }) {
  const { cursors, more } = useCursors();
  return (
    <div class="posts">
      {cursors.map((after, index) => (
        <PostsPage key={after} {...{ id, own, after, last: index === cursors.length - 1, onMore: more }} />
      ))}
    </div>
  );
}

interface PostsPageProps {
  id: string;
  own: boolean;
  after: string | null;
  last: boolean;
  onMore(end: string): void;
}

function PostsPage({ id, own, after, last, onMore }: PostsPageProps) {
  const [{ data, error }, execute] = useQuery({
    query: PostsOf,
    variables: { id, first, after },
    requestPolicy: 'cache-and-network',
  });
  const posts = data?.postsConnection;
  if (!posts) {
    if (!error) return <Skeleton count={2} />;
    return <Failure problem={problemOf(error)} onRetry={() => execute({ requestPolicy: 'network-only' })} />;
  }
  const { hasNextPage, endCursor } = posts.pageInfo;
  if (after === null && !hasNextPage && posts.edges.every(({ node }) => node.isDeleted)) {
    return (
      <Empty icon="leaf" title="No posts yet">
        {own ? <a href="/">Write your first post</a> : 'This account has not written anything.'}
      </Empty>
    );
  }
  return (
    <>
      {posts.edges.map(({ node }) => (
        <PostCard key={node.id} post={node} />
      ))}
      {last && hasNextPage && <More endCursor={endCursor} onMore={onMore} />}
    </>
  );
}
