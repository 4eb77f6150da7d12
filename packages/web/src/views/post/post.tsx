import './post.css';
import { useQuery } from '@urql/preact';
import { useEffect } from 'preact/hooks';
import { navigate } from '../../app/router.js';
import type { Params } from '../../app/view.js';
import { problemOf } from '../../live/problem.js';
import { subscribe } from '../../live/subscribe.js';
import { PostCard } from '../../posts/post-card.js';
import { Icon } from '../../ui/icon.js';
import { Empty, Failure, Skeleton } from '../../ui/states.js';
import { CommentForm } from './comment-form.js';
import { CommentCreated, Post } from './documents.js';
import { CommentList } from './comment-list.js';
import { outdated, useOutdated } from './outdated.js';

/** A post with its comments. */
export default function PostView({ params }: Params) {
  const id = params['id']!;
  return (
    <>
      <div class="view-head">
        <a class="icon-button" href="/" aria-label="Back to the feed">
          <Icon name="back" />
        </a>
        <h1 class="view-title" tabIndex={-1}>
          Post
        </h1>
      </div>
      <Subject id={id} />
    </>
  );
}

function Subject({ id }: { id: string }) {
  const [{ data, error, fetching }, execute] = useQuery({
    query: Post,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const post = data?.postById;
  const again = (): void => execute({ requestPolicy: 'network-only' });
  useLiveComments(id, Boolean(post));
  useOutdated(id, fetching, again);
  if (error && !data) return <Failure problem={problemOf(error)} onRetry={again} />;
  if (!data) return <Skeleton count={1} />;
  if (!post || post.isDeleted) {
    return (
      <Empty icon="leaf" title="This post is not here">
        It was deleted, or you may not see it. <a href="/">To your feed</a>
      </Empty>
    );
  }
  return (
    <>
      <PostCard post={post} alone onDeleted={() => navigate('/')} />
      <section aria-label="Comments" class="comments">
        <CommentForm postId={id} />
        <CommentList query="comments" parent={id} postId={id} postAuthor={post.user.id} />
      </section>
    </>
  );
}

/** Has the lists read again that new comments belong to. */
function useLiveComments(postId: string, on: boolean): void {
  useEffect(() => {
    if (!on) return undefined;
    return subscribe(
      CommentCreated,
      { postId },
      {
        onEvent: ({ commentCreated: { comment } }) =>
          outdated.set({ parent: comment?.parentComment?.id ?? postId }),
        onGap: () => outdated.set({ parent: undefined }),
      },
    );
  }, [postId, on]);
}
