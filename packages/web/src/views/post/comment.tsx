import { useClient } from '@urql/preact';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { mutate } from '../../live/client.js';
import { account } from '../../session/session.js';
import { Avatar, fullName } from '../../ui/avatar.js';
import { focusContent } from '../../ui/focus.js';
import { Icon } from '../../ui/icon.js';
import { notify } from '../../ui/notices.js';
import { ask } from '../../ui/questions.js';
import { useStore } from '../../ui/store.js';
import { Time } from '../../ui/time.js';
import { CommentForm } from './comment-form.js';
import { DeleteComment, LikeComment, UnlikeComment, type CommentCardFragment } from './documents.js';
import { EditComment } from './edit-comment.js';

export interface CommentProps {
  comment: CommentCardFragment;
  postId: string;
  postAuthor: string;
  /** Draws the replies to the comment. */
  replies(): ComponentChildren;
}

/** A comment with its replies, which are read when someone opens them. */
export function Comment({ comment, postId, postAuthor, replies }: CommentProps) {
  const [part, setPart] = useState<'reply' | 'edit' | undefined>();
  const [open, setOpen] = useState(false);
  if (comment.isDeleted) return null;
  const { id, user, content, createdAt, updatedAt, replyCount } = comment;
  return (
    <li class="comment">
      <Avatar person={user} size="small" />
      <div class="comment-main">
        <p class="byline-line">
          <a class="name" dir="auto" href={`/user/${user.id}`}>
            {fullName(user)}
          </a>
          <span class="quiet">
            <Time at={createdAt} />
            {updatedAt !== createdAt && ' · edited'}
          </span>
        </p>
        {part === 'edit' ? (
          <EditComment id={id} content={content} onDone={() => setPart(undefined)} />
        ) : (
          <p class="text" dir="auto">
            {content}
          </p>
        )}
        <CommentActions {...{ comment, postAuthor }} onPart={setPart} />
        {part === 'reply' && (
          <CommentForm
            postId={postId}
            parent={id}
            onSent={() => {
              setPart(undefined);
              setOpen(true);
            }}
          />
        )}
        {replyCount > 0 && (
          <button type="button" class="link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Hide the replies' : replyCount === 1 ? '1 reply' : `${replyCount} replies`}
          </button>
        )}
        {open && replies()}
      </div>
    </li>
  );
}

interface CommentActionsProps {
  comment: CommentCardFragment;
  postAuthor: string;
  onPart(part: 'reply' | 'edit'): void;
}

const deletion = {
  title: 'Delete this comment?',
  text: 'The replies to it are deleted, too.',
  action: 'Delete',
} as const;

function CommentActions({ comment, postAuthor, onPart }: CommentActionsProps) {
  const client = useClient();
  const me = useStore(account)?.id;
  const { id, user, isLikedByUser, likesCount } = comment;
  const variables = { commentId: id };
  const like = (): void =>
    void (isLikedByUser ? mutate(client, UnlikeComment, variables) : mutate(client, LikeComment, variables));
  const remove = async (): Promise<void> => {
    if (!(await ask(deletion)) || !(await mutate(client, DeleteComment, { id }))) return;
    notify('good', 'The comment is deleted.');
    focusContent();
  };
  return (
    <div class="actions actions-small">
      <button
        type="button"
        class="action action-like"
        aria-pressed={isLikedByUser}
        aria-label={`Like the comment, ${likesCount}`}
        onClick={like}
      >
        <Icon name="heart" filled={isLikedByUser} />
        <span>{likesCount}</span>
      </button>
      <button type="button" class="action" onClick={() => onPart('reply')}>
        <Icon name="reply" />
        <span>Reply</span>
      </button>
      {user.id === me && (
        <button type="button" class="action" aria-label="Edit the comment" onClick={() => onPart('edit')}>
          <Icon name="edit" />
        </button>
      )}
      {(user.id === me || postAuthor === me) && (
        <button
          type="button"
          class="action action-bad"
          aria-label="Delete the comment"
          onClick={() => void remove()}
        >
          <Icon name="trash" />
        </button>
      )}
    </div>
  );
}
