import { useClient } from '@urql/preact';
import { useState } from 'preact/hooks';
import { mutate } from '../../live/client.js';
import { submitOnEnter } from '../../posts/post-fields.js';
import { useDraft } from '../../ui/draft.js';
import { UpdateComment } from './documents.js';

export function EditComment({ id, content, onDone }: { id: string; content: string; onDone(): void }) {
  const client = useClient();
  const [sending, setSending] = useState(false);
  const draft = useDraft(`edit-comment:${id}`, { content });
  const text = draft.value.content;
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    setSending(true);
    const { idempotencyKey } = draft;
    const done = await mutate(client, UpdateComment, { id, content: text }, { idempotencyKey });
    setSending(false);
    if (!done) return;
    draft.clear();
    onDone();
  };
  return (
    <form class="comment-form" onSubmit={(event) => void send(event)}>
      <textarea
        aria-label="The comment"
        dir="auto"
        rows={2}
        maxLength={10_000}
        value={text}
        onInput={({ currentTarget }) => draft.change({ content: currentTarget.value })}
        onKeyDown={submitOnEnter}
      />
      <button class="button" disabled={sending || text.trim() === ''}>
        Save
      </button>
    </form>
  );
}
