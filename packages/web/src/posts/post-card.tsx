import { useClient } from '@urql/preact';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { mutate } from '../live/client.js';
import { account } from '../session/session.js';
import { Avatar, fullName } from '../ui/avatar.js';
import { focusContent } from '../ui/focus.js';
import { Icon } from '../ui/icon.js';
import { notify } from '../ui/notices.js';
import { ask } from '../ui/questions.js';
import { useStore } from '../ui/store.js';
import { Time } from '../ui/time.js';
import { DeletePost, type PostCardFragment } from './documents.js';
import { EditPost } from './edit-post.js';
import { LikeButton } from './like-button.js';
import { ShareButton } from './share-button.js';

export interface PostCardProps {
  post: PostCardFragment;
  /** Why it is in this list. */
  reason?: ComponentChildren;
  /** Whether it is the subject of the view, and not an entry of a list. */
  alone?: boolean;
  onDeleted?(): void;
}

/** A post with everything that one can do with it. */
export function PostCard({ post, reason, alone = false, onDeleted }: PostCardProps) {
  const [editing, setEditing] = useState(false);
  const own = useStore(account)?.id === post.user.id;
  if (post.isDeleted) return null;
  return (
    <article
      class={alone ? 'card post post-alone' : 'card post'}
      data-post={post.id}
      aria-label={label(post)}
    >
      {reason}
      <Byline post={post} />
      {editing ? (
        <EditPost post={post} onDone={() => setEditing(false)} />
      ) : (
        <Body post={post} alone={alone} />
      )}
      <div class="actions">
        <LikeButton post={post} />
        <a class="action" href={`/post/${post.id}`} aria-label={`Comments, ${post.commentsCount}`}>
          <Icon name="reply" />
          <span>{post.commentsCount}</span>
        </a>
        <ShareButton post={post} />
        {own && <OwnActions post={post} onEdit={() => setEditing(true)} onDeleted={onDeleted} />}
      </div>
    </article>
  );
}

const label = ({ user, title }: PostCardFragment): string =>
  title ? `${title}, by ${fullName(user)}` : `Post by ${fullName(user)}`;

const Byline = ({ post: { user, createdAt, updatedAt } }: { post: PostCardFragment }) => (
  <header class="byline">
    <Avatar person={user} />
    <div>
      <a class="name" dir="auto" href={`/user/${user.id}`}>
        {fullName(user)}
      </a>
      <span class="quiet">
        <bdi>@{user.username}</bdi> · <Time at={createdAt} />
        {updatedAt !== createdAt && ' · edited'}
      </span>
    </div>
  </header>
);

function Body({ post, alone }: { post: PostCardFragment; alone: boolean }) {
  const text = (
    <>
      {post.title && (
        <h2 class="title" dir="auto">
          {post.title}
        </h2>
      )}
      <p class="text" dir="auto">
        {post.content}
      </p>
    </>
  );
  if (alone) return <div class="body">{text}</div>;
  return (
    <a class="body body-link" href={`/post/${post.id}`}>
      {text}
    </a>
  );
}

interface OwnProps {
  post: PostCardFragment;
  onEdit(): void;
  onDeleted?: (() => void) | undefined;
}

const deletion = {
  title: 'Delete this post?',
  text: 'Its comments are deleted, too.',
  action: 'Delete',
} as const;

function OwnActions({ post, onEdit, onDeleted }: OwnProps) {
  const client = useClient();
  const remove = async (): Promise<void> => {
    if (!(await ask(deletion)) || !(await mutate(client, DeletePost, { id: post.id }))) return;
    notify('good', 'The post is deleted.');
    focusContent();
    onDeleted?.();
  };
  return (
    <span class="own">
      <button type="button" class="action" aria-label="Edit" onClick={onEdit}>
        <Icon name="edit" />
      </button>
      <button type="button" class="action action-bad" aria-label="Delete" onClick={() => void remove()}>
        <Icon name="trash" />
      </button>
    </span>
  );
}
