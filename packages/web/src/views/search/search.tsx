import { useQuery } from '@urql/preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { problemOf } from '../../live/problem.js';
import { PersonRow } from '../../people/person-row.js';
import { account } from '../../session/session.js';
import { createStore, useStore } from '../../ui/store.js';
import { Empty, Failure, Skeleton } from '../../ui/states.js';
import { SearchUsers } from './documents.js';

/** The text that is searched for. It outlives the view, so that the way back from an account leads to the same results. */
const searched = createStore('');
account.follow(() => searched.set(''));

const longest = 100;
const pauseMs = 250;
/** The api looks inside of names for a text with three letters or digits in a row, and at their beginning for others. */
const isLong = (text: string): boolean => /[\p{L}\p{N}]{3}/u.test(text);

/** Finds accounts by their names. */
export default function Search() {
  const text = useStore(searched);
  const settled = useSettled(text.trim());
  const id = useId();
  return (
    <>
      <h1 class="view-title" tabIndex={-1}>
        Search
      </h1>
      <form class="field" role="search" onSubmit={(event) => event.preventDefault()}>
        <label for={id}>Find an account</label>
        <input
          id={id}
          type="search"
          dir="auto"
          autoComplete="off"
          maxLength={longest}
          placeholder="Username or name"
          aria-describedby={`${id}-hint`}
          value={text}
          onInput={({ currentTarget }) => searched.set(currentTarget.value)}
        />
        <p class="quiet" id={`${id}-hint`} aria-live="polite">
          {settled !== '' && !isLong(settled)
            ? 'This text is too short to look inside of names: only names that begin with it are found.'
            : ''}
        </p>
      </form>
      {settled === '' ? (
        <Empty icon="search" title="Whom are you looking for?">
          Type a part of a username, a first name or a last name.
        </Empty>
      ) : (
        <Results text={settled} />
      )}
    </>
  );
}

function Results({ text }: { text: string }) {
  const [{ data, error, fetching, operation }, execute] = useQuery({
    query: SearchUsers,
    variables: { text },
    requestPolicy: 'cache-and-network',
  });
  const current = (operation?.variables as { text?: string } | undefined)?.text === text;
  if (error && current)
    return <Failure problem={problemOf(error)} onRetry={() => execute({ requestPolicy: 'network-only' })} />;
  const people = data?.searchUsers;
  if (!people || (fetching && !current)) return <Skeleton count={2} />;
  if (people.length === 0) {
    return (
      <Empty icon="search" title="Not found">
        There is no account with <bdi>“{text}”</bdi> in its name.
      </Empty>
    );
  }
  return (
    <>
      <p class="sr" role="status">
        {people.length === 1 ? '1 account' : `${people.length} accounts`}
      </p>
      <ul class="people" aria-label="Accounts">
        {people.map((person) => (
          <PersonRow key={person.id} person={person} />
        ))}
      </ul>
    </>
  );
}

/** The text as it was when the user last paused. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), text === '' ? 0 : pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
