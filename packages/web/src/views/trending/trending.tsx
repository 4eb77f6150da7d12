import { useQuery } from '@urql/preact';
import { useState } from 'preact/hooks';
import { problemOf } from '../../live/problem.js';
import { PostCard } from '../../posts/post-card.js';
import { Choice } from '../../ui/choice.js';
import { Empty, Failure, Skeleton } from '../../ui/states.js';
import { Trending } from './documents.js';

const limit = 30;
const periods = [
  { value: 24, text: 'A day' },
  { value: 72, text: 'Three days' },
  { value: 168, text: 'A week' },
] as const;

/** The most discussed posts of the last hours. */
export default function TrendingView() {
  const [hours, setHours] = useState<number>(periods[0].value);
  return (
    <>
      <h1 class="view-title" tabIndex={-1}>
        Trending
      </h1>
      <Choice<number> label="Posts of the last" value={hours} options={periods} onChoose={setHours} />
      <Posts key={hours} hours={hours} />
    </>
  );
}

function Posts({ hours }: { hours: number }) {
  const [{ data, error }, execute] = useQuery({
    query: Trending,
    variables: { limit, hours },
    requestPolicy: 'cache-and-network',
  });
  const posts = data?.trendingPosts?.filter(({ isDeleted }) => !isDeleted);
  if (!posts) {
    if (!error) return <Skeleton />;
    return <Failure problem={problemOf(error)} onRetry={() => execute({ requestPolicy: 'network-only' })} />;
  }
  if (posts.length === 0) {
    return (
      <Empty icon="trend" title="Nothing is discussed yet">
        Posts that are liked, commented on and shared appear here. Try a longer time.
      </Empty>
    );
  }
  return (
    <ol class="posts">
      {posts.map((post, at) => (
        <li key={post.id}>
          <PostCard post={post} reason={<p class="reason">Number {at + 1}</p>} />
        </li>
      ))}
    </ol>
  );
}
