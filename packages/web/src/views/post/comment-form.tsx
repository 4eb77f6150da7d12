import { useClient } from '@urql/preact';
import { useId, useState } from 'preact/hooks';
import { mutate } from '../../live/client.js';
import { submitOnEnter } from '../../posts/post-fields.js';
import { useDraft } from '../../ui/draft.js';
import { CreateComment } from './documents.js';
import { outdated } from './outdated.js';

export interface CommentFormProps {
  postId: string;
  /** The comment to reply to. */
  parent?: string;
  onSent?(): void;
}

const longest = 10_000;

export function CommentForm({ postId, parent, onSent }: CommentFormProps) {
  const client = useClient();
  const id = useId();
  const [sending, setSending] = useState(false);
  const draft = useDraft(`comment:${postId}:${parent ?? ''}`, { content: '' });
  const { content } = draft.value;
  const label = parent === undefined ? 'Your comment' : 'Your reply';
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (content.trim() === '') return;
    setSending(true);
    const input = { postId, content, ...(parent === undefined ? {} : { parentCommentId: parent }) };
    const done = await mutate(client, CreateComment, { input }, { idempotencyKey: draft.idempotencyKey });
    setSending(false);
    if (!done) return;
    draft.clear();
    outdated.set({ parent: parent ?? postId });
    onSent?.();
  };
  return (
    <form class="card comment-form" onSubmit={(event) => void send(event)}>
      <label class="sr" for={id}>
        {label}
      </label>
      <textarea
        id={id}
        dir="auto"
        rows={parent === undefined ? 2 : 1}
        maxLength={longest}
        placeholder={label}
        value={content}
        onInput={({ currentTarget }) => draft.change({ content: currentTarget.value })}
        onKeyDown={submitOnEnter}
      />
      <button class="button" disabled={sending || content.trim() === ''}>
        {parent === undefined ? 'Comment' : 'Reply'}
      </button>
    </form>
  );
}
