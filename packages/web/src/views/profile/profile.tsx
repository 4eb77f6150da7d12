import './profile.css';
import { useQuery } from '@urql/preact';
import { useState } from 'preact/hooks';
import type { Params } from '../../app/view.js';
import { problemOf } from '../../live/problem.js';
import { account } from '../../session/session.js';
import { Choice } from '../../ui/choice.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { useStore } from '../../ui/store.js';
import { Absent } from './absent.js';
import { Actions } from './actions.js';
import { Profile } from './documents.js';
import { Followers, Following } from './follows.js';
import { Head } from './head.js';
import { Posts } from './posts.js';
import { Stats } from './stats.js';

type Part = 'posts' | 'followers' | 'following';

/** An account with its posts and follows. */
export default function ProfileView({ params }: Params) {
  const id = params['id']!;
  const own = useStore(account)?.id === id;
  const [part, setPart] = useState<Part>('posts');
  const [{ data, error }, execute] = useQuery({
    query: Profile,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const person = data?.userById;
  if (!person) {
    return (
      <>
        <h1 class="view-title" tabIndex={-1}>
          Profile
        </h1>
        {error ? (
          <Failure problem={problemOf(error)} onRetry={() => execute({ requestPolicy: 'network-only' })} />
        ) : data ? (
          <Absent id={id} />
        ) : (
          <Skeleton count={2} />
        )}
      </>
    );
  }
  const options = [
    { value: 'posts', text: counted(person.postsCount, 'post', 'posts') },
    { value: 'followers', text: counted(person.followersCount, 'follower', 'followers') },
    { value: 'following', text: `${number.format(person.followingCount)} following` },
  ] as const;
  return (
    <>
      <Head person={person}>{own ? <EditLink /> : <Actions person={person} />}</Head>
      {data.userStats && <Stats stats={data.userStats} />}
      <Choice<Part> label="What to show" value={part} options={options} onChoose={setPart} />
      {part === 'posts' && <Posts id={id} own={own} />}
      {part === 'followers' && <Followers id={id} />}
      {part === 'following' && <Following id={id} />}
    </>
  );
}

const number = new Intl.NumberFormat('en', { notation: 'compact' });
const counted = (count: number, one: string, many: string): string =>
  `${number.format(count)} ${count === 1 ? one : many}`;

const EditLink = () => (
  <a class="button button-quiet" href="/settings">
    Edit the profile
  </a>
);
