import { useClient } from '@urql/preact';
import { mutate } from '../live/client.js';
import { Icon } from '../ui/icon.js';
import { LikePost, UnlikePost, type PostCardFragment } from './documents.js';

/** Likes at once; the cache takes it back when the api refuses. */
export function LikeButton({ post: { id, isLikedByUser, likesCount } }: { post: PostCardFragment }) {
  const client = useClient();
  const variables = { postId: id };
  const toggle = (): void =>
    void (isLikedByUser ? mutate(client, UnlikePost, variables) : mutate(client, LikePost, variables));
  return (
    <button
      type="button"
      class="action action-like"
      aria-pressed={isLikedByUser}
      aria-label={`Like, ${likesCount}`}
      onClick={toggle}
    >
      <Icon name="heart" filled={isLikedByUser} />
      <span>{likesCount}</span>
    </button>
  );
}
