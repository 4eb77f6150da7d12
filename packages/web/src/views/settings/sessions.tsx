import { useClient, useQuery } from '@urql/preact';
import { useState } from 'preact/hooks';
import { mutate } from '../../live/client.js';
import { problemOf } from '../../live/problem.js';
import { session } from '../../session/session.js';
import { focusContent } from '../../ui/focus.js';
import { notify } from '../../ui/notices.js';
import { ask } from '../../ui/questions.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { Time } from '../../ui/time.js';
import { deviceOf } from './device.js';
import { RevokeSession, Sessions as SessionsQuery, type SessionsQuery as Data } from './documents.js';

type Login = NonNullable<Data['sessions']>[number];

/** The sessions of the account. */
export function Sessions() {
  const [{ data, error }, execute] = useQuery({ query: SessionsQuery, requestPolicy: 'cache-and-network' });
  const logins = data?.sessions;
  return (
    <section class="card settings" aria-labelledby="settings-sessions">
      <h2 id="settings-sessions">Sessions</h2>
      {logins ? (
        <Logins logins={logins} />
      ) : error ? (
        <Failure problem={problemOf(error)} onRetry={() => execute({ requestPolicy: 'network-only' })} />
      ) : (
        <Skeleton count={1} />
      )}
    </section>
  );
}

function Logins({ logins }: { logins: readonly Login[] }) {
  const client = useClient();
  const [ending, setEnding] = useState(false);
  const others = logins.filter(({ isCurrent }) => !isCurrent);
  const endOthers = async (): Promise<boolean> => {
    for (const { id } of others) if (!(await mutate(client, RevokeSession, { id }))) return false;
    return true;
  };
  const leave = async (text: string, everywhere: boolean): Promise<void> => {
    if (!(await ask({ title: 'Log out?', text, action: 'Log out' }))) return;
    setEnding(true);
    const done = await endOthers();
    setEnding(false);
    if (!done) return;
    if (!everywhere) return notify('good', 'You are logged out on all other devices.');
    await session
      .logout()
      .catch(() => notify('bad', 'You are logged out here. The server could not be told.'));
  };
  return (
    <>
      <ul class="sessions">
        {logins.map((login) => (
          <Session key={login.id} login={login} />
        ))}
      </ul>
      <div class="form-end">
        {others.length > 0 && (
          <button
            type="button"
            class="button button-quiet"
            disabled={ending}
            onClick={() => void leave('All sessions but this one end.', false)}
          >
            Log out elsewhere
          </button>
        )}
        <button
          type="button"
          class="button button-quiet button-danger"
          disabled={ending}
          onClick={() => void leave('All sessions end, and so does this one.', true)}
        >
          Log out everywhere
        </button>
      </div>
    </>
  );
}

function Session({ login }: { login: Login }) {
  const client = useClient();
  const device = deviceOf(login.userAgent);
  const end = async (): Promise<void> => {
    if (!(await mutate(client, RevokeSession, { id: login.id }))) return;
    notify('good', 'The session has ended.');
    focusContent();
  };
  return (
    <li class="session">
      <div>
        <b title={login.userAgent ?? undefined}>{device}</b>
        <p class="quiet">
          {login.address && `${login.address} · `}logged in <Time at={login.createdAt} />, used{' '}
          <Time at={login.lastUsedAt} />
        </p>
      </div>
      {login.isCurrent ? (
        <span class="tag">This one</span>
      ) : (
        <button
          type="button"
          class="button button-quiet"
          aria-label={`End the session on ${device}`}
          onClick={() => void end()}
        >
          End
        </button>
      )}
    </li>
  );
}
