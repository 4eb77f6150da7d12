import { useClient } from '@urql/preact';
import { useState } from 'preact/hooks';
import { mutate } from '../live/client.js';
import { account } from '../session/session.js';
import { useDraft } from '../ui/draft.js';
import { CreatePost } from './documents.js';
import { longestContent, PostFields } from './post-fields.js';

/** Writes a post. What is typed is kept until it was sent. */
export function Compose({ onPosted }: { onPosted(): void }) {
  const client = useClient();
  const [sending, setSending] = useState(false);
  const draft = useDraft(`post:${account.get()?.id}`, { title: '', content: '' });
  const { title, content } = draft.value;
  const left = longestContent - content.length;
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (content.trim() === '') return;
    setSending(true);
    const { idempotencyKey } = draft;
    const done = await mutate(client, CreatePost, { input: { title, content } }, { idempotencyKey });
    setSending(false);
    if (!done) return;
    draft.clear();
    onPosted();
  };
  return (
    <form class="card compose" aria-label="Write a post" onSubmit={(event) => void send(event)}>
      <PostFields {...draft} />
      <div class="form-end">
        <span class="quiet">{left < 500 ? `${left} left` : ''}</span>
        <button class="button" disabled={sending || content.trim() === ''}>
          {sending ? 'Posting …' : 'Post'}
        </button>
      </div>
    </form>
  );
}
