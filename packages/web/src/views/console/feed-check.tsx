import { useClient } from '@urql/preact';
import { useState } from 'preact/hooks';
import { mutate } from '../../live/client.js';
import { notify } from '../../ui/notices.js';
import { Chip } from './chip.js';
import { Confirm } from './confirm.js';
import { type OperatedFragment, RebuildFeed, VerifyFeed, type VerifyFeedMutation } from './documents.js';
import { inWords } from './formats.js';
import { Table, type Column } from './table.js';

type Result = VerifyFeedMutation['verifyFeed'];
type Fault = NonNullable<Result['faults']>[number];

const columns: readonly Column<Fault>[] = [
  { head: 'Post', names: true, cell: ({ postId }) => postId },
  { head: 'Difference', cell: ({ kind }) => inWords(kind) },
  { head: 'Share', cell: ({ shareId }) => shareId ?? 'none' },
];

/** Compares what is cached of a feed with its definition, and has it built again. */
export function FeedCheck({ account: { id: userId, username } }: { account: OperatedFragment }) {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const [result, setResult] = useState<Result>();
  const verify = async (): Promise<void> => {
    setBusy(true);
    setResult(undefined);
    const data = await mutate(client, VerifyFeed, { userId });
    setBusy(false);
    setResult(data?.verifyFeed);
  };
  const rebuild = async (): Promise<void> => {
    const data = await mutate(client, RebuildFeed, { userId });
    if (data) notify('good', `${data.rebuildFeed.message}.`);
    setResult(undefined);
  };
  return (
    <div class="card picker">
      <h3>
        The feed of <bdi>@{username}</bdi>
      </h3>
      <p class="quiet">
        Verifying compares its newest 1,000 entries with the definition of the feed. Rebuilding drops what is
        cached of it.
      </p>
      <div class="row">
        <button type="button" class="button" disabled={busy} onClick={() => void verify()}>
          {busy ? 'Verifying …' : 'Verify'}
        </button>
        <button type="button" class="button button-quiet" onClick={() => setAsking(true)}>
          Rebuild
        </button>
      </div>
      <div role="status">{result && <Outcome result={result} />}</div>
      {asking && (
        <Confirm
          title={`Rebuild the feed of @${username}?`}
          action="Rebuild it"
          onConfirm={() => void rebuild()}
          onClose={() => setAsking(false)}
        >
          Nothing is lost: the next read builds it again, and takes a little longer.
        </Confirm>
      )}
    </div>
  );
}

function Outcome({ result: { message, cached, faults } }: { result: Result }) {
  const right = faults?.length === 0;
  return (
    <div class="verdict">
      <p>
        <Chip state={right ? 'Right' : 'Different'} tone={right ? 'good' : 'bad'} /> {message}.{' '}
        {cached ? 'It is cached.' : 'It is not cached, so it was read from the database.'}
      </p>
      {faults && faults.length > 0 && (
        <Table
          caption="Differences of the cached feed"
          columns={columns}
          rows={faults}
          keyOf={({ kind, postId, shareId }) => `${kind} ${postId} ${shareId}`}
        />
      )}
    </div>
  );
}
