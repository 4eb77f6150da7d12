import type { HappeningKind } from '@feed/store/live/happening';
import type { Seen } from '@feed/store/live/show';
import { idTime } from '@feed/store/postgres/ids';
import type { Resolvers } from '../../../kit/resolvers.js';
import { subscription } from '../../../kit/subscription.js';
import { missedShown } from './service.js';

interface OfPost {
  postId: string;
  after?: string | null | undefined;
}

interface OfPosts {
  userId?: string | null | undefined;
  after?: string | null | undefined;
}

const interactions = [
  'LIKE',
  'UNLIKE',
  'COMMENT',
  'SHARE',
  'UNSHARE',
  'EDIT',
] as const satisfies HappeningKind[];
type Interaction = (typeof interactions)[number];

/** Posts are shown with all their columns. */
const read = (text: string | symbol): string => (typeof text === 'string' ? text : '');

const created = ({ eventId, post }: Seen) => {
  const { id, title, content, user } = post;
  return { eventId, post, id, title, content: read(content), user, createdAt: idTime(id) };
};

const liked = ({ eventId, post, actor }: Seen) => ({
  ...{ eventId, post, user: actor },
  likesCount: post.likesCount,
});

const commented = ({ eventId, post, comment }: Seen) => ({ eventId, post, comment: comment ?? null });

const interacted = ({ eventId, happening, post, actor }: Seen) => ({
  ...{ eventId, post, user: actor },
  type: happening.kind as Interaction,
});

const ofPost =
  (kinds: readonly HappeningKind[]) =>
  ({ postId }: OfPost) =>
    ({ of: 'post', postId, kinds }) as const;

export const resolvers = {
  Subscription: {
    postCreated: subscription({
      field: 'postCreated',
      subjectOf: ({ userId }: OfPosts) => ({ of: 'posts', authorId: userId ?? undefined }),
      eventOf: created,
      missed: missedShown(created),
    }),
    postLiked: subscription({
      field: 'postLiked',
      subjectOf: ofPost(['LIKE']),
      eventOf: liked,
      missed: missedShown(liked),
    }),
    commentCreated: subscription({
      field: 'commentCreated',
      subjectOf: ofPost(['COMMENT']),
      eventOf: commented,
      missed: missedShown(commented),
    }),
    postInteractions: subscription({
      field: 'postInteractions',
      subjectOf: ofPost(interactions),
      eventOf: interacted,
      missed: missedShown(interacted),
    }),
  },
} satisfies Resolvers;
