import { useClient } from '@urql/preact';
import { useState } from 'preact/hooks';
import { mutate } from '../../live/client.js';
import { notify } from '../../ui/notices.js';
import { Confirm } from './confirm.js';
import { BuryTask, RetryTask, type TaskRowFragment } from './documents.js';

/** A dead task can be given new attempts, and a pending one be made dead. */
export function TaskActions({
  task: { id, kind, state },
  onDone,
}: {
  task: TaskRowFragment;
  onDone(): void;
}) {
  const client = useClient();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const act = async (change: () => Promise<{ message: string } | undefined>): Promise<void> => {
    setBusy(true);
    const done = await change();
    setBusy(false);
    if (done) notify('good', `${done.message}.`);
    onDone();
  };
  const retry = () => act(async () => (await mutate(client, RetryTask, { id }))?.retryTask);
  const bury = () => act(async () => (await mutate(client, BuryTask, { id }))?.buryTask);
  if (state === 'DEAD') {
    return (
      <button
        type="button"
        class="button button-quiet"
        disabled={busy}
        aria-label={`Retry ${kind} ${id}`}
        onClick={() => void retry()}
      >
        Retry
      </button>
    );
  }
  if (state !== 'PENDING') return <span class="quiet">none</span>;
  return (
    <>
      <button
        type="button"
        class="button button-quiet"
        disabled={busy}
        aria-label={`Bury ${kind} ${id}`}
        onClick={() => setAsking(true)}
      >
        Bury
      </button>
      {asking && (
        <Confirm
          title="Bury this task?"
          action="Bury it"
          onConfirm={() => void bury()}
          onClose={() => setAsking(false)}
        >
          It becomes dead and is not run. Regular work is enqueued again for its next time; the consequence of
          an event stays undone until you retry it.
        </Confirm>
      )}
    </>
  );
}
