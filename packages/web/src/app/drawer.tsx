import { useState } from 'preact/hooks';
import { asCurl, pretty, requests, type SentRequest } from '../live/requests.js';
import { session } from '../session/session.js';
import { Icon } from '../ui/icon.js';
import { notify } from '../ui/notices.js';
import { useStore } from '../ui/store.js';

/** The GraphQL requests behind what the user just did. */
export function Drawer({ onClose }: { onClose(): void }) {
  const list = useStore(requests);
  const [chosen, setChosen] = useState<number>();
  const shown = list.find(({ id }) => id === chosen) ?? list[0];
  return (
    <aside class="drawer" aria-label="Requests">
      <div class="drawer-head">
        <h2>Behind the scenes</h2>
        <button type="button" class="icon-button" aria-label="Close the requests" onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <p class="quiet">What you just did, as GraphQL. Everything here is open to your own client, too.</p>
      <ol class="requests">
        {list.slice(0, 8).map((request) => (
          <li key={request.id}>
            <button
              type="button"
              aria-pressed={request.id === shown?.id}
              onClick={() => setChosen(request.id)}
            >
              <b class={`kind kind-${request.kind}`}>{request.kind}</b>
              <span>{request.name}</span>
              <small>{result(request)}</small>
            </button>
          </li>
        ))}
      </ol>
      {shown && <Detail request={shown} />}
    </aside>
  );
}

function result({ status, ms, kind }: SentRequest): string {
  if (kind === 'subscription') return 'WebSocket';
  if (status === undefined) return '…';
  return status === 0 ? 'no response' : `${status} · ${ms} ms`;
}

function Detail({ request }: { request: SentRequest }) {
  const variables = JSON.stringify(request.variables, null, 2);
  const copy = async (): Promise<void> => {
    const text = asCurl(request, await session.accessToken().catch(() => undefined));
    try {
      await navigator.clipboard.writeText(text);
      notify('good', 'Copied. The command contains your access token.');
    } catch {
      notify('bad', 'The browser does not let this page copy. Select the text instead.');
    }
  };
  return (
    <>
      <pre role="region" tabIndex={0} aria-label="Operation">
        <code>{pretty(request.query)}</code>
      </pre>
      {variables !== '{}' && (
        <pre role="region" tabIndex={0} aria-label="Variables" dir="auto">
          <code>{variables}</code>
        </pre>
      )}
      {request.kind !== 'subscription' && (
        <button type="button" class="button button-quiet" onClick={() => void copy()}>
          <Icon name="copy" /> Copy as curl
        </button>
      )}
    </>
  );
}
