import { useClient } from '@urql/preact';
import { useId, useState } from 'preact/hooks';
import { mutate } from '../live/client.js';
import { useDraft } from '../ui/draft.js';
import { Icon } from '../ui/icon.js';
import { notify } from '../ui/notices.js';
import { SharePost, UnsharePost, type PostCardFragment } from './documents.js';

/** Opens a form for the caption. */
export function ShareButton({ post }: { post: PostCardFragment }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        class="action"
        aria-expanded={open}
        aria-label={`Share, ${post.sharesCount}`}
        onClick={() => setOpen(!open)}
      >
        <Icon name="repeat" />
        <span>{post.sharesCount}</span>
      </button>
      {open && <ShareForm post={post} onDone={() => setOpen(false)} />}
    </>
  );
}

function ShareForm({ post, onDone }: { post: PostCardFragment; onDone(): void }) {
  const client = useClient();
  const id = useId();
  const [sending, setSending] = useState(false);
  const draft = useDraft(`share:${post.id}`, { caption: '' });
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    setSending(true);
    const { idempotencyKey, value } = draft;
    const done = await mutate(
      client,
      SharePost,
      { input: { postId: post.id, ...value } },
      { idempotencyKey },
    );
    setSending(false);
    if (!done) return;
    draft.clear();
    onDone();
    const undo = (): void => void mutate(client, UnsharePost, { postId: post.id });
    notify('good', 'Shared with your followers.', { label: 'Undo', run: undo });
  };
  return (
    <form class="inline-form" onSubmit={(event) => void send(event)}>
      <label class="sr" for={id}>
        Caption
      </label>
      <input
        id={id}
        dir="auto"
        maxLength={2_000}
        placeholder="Say why, if you like"
        value={draft.value.caption}
        onInput={({ currentTarget }) => draft.change({ caption: currentTarget.value })}
        ref={(element) => element?.focus()}
      />
      <button class="button" disabled={sending}>
        Share
      </button>
    </form>
  );
}
