import { useClient } from '@urql/preact';
import { useState } from 'preact/hooks';
import { mutate } from '../live/client.js';
import { useDraft } from '../ui/draft.js';
import { UpdatePost, type PostCardFragment } from './documents.js';
import { PostFields } from './post-fields.js';

export function EditPost({ post, onDone }: { post: PostCardFragment; onDone(): void }) {
  const client = useClient();
  const [sending, setSending] = useState(false);
  const draft = useDraft(`edit:${post.id}`, { title: post.title ?? '', content: post.content });
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    setSending(true);
    const { idempotencyKey, value } = draft;
    const done = await mutate(client, UpdatePost, { id: post.id, input: value }, { idempotencyKey });
    setSending(false);
    if (!done) return;
    draft.clear();
    onDone();
  };
  return (
    <form class="compose" onSubmit={(event) => void send(event)}>
      <PostFields {...draft} />
      <div class="form-end">
        <button
          type="button"
          class="button button-quiet"
          onClick={() => {
            draft.clear();
            onDone();
          }}
        >
          Cancel
        </button>
        <button class="button" disabled={sending || draft.value.content.trim() === ''}>
          Save
        </button>
      </div>
    </form>
  );
}
