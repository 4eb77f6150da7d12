import { CodedError } from '@feed/platform/errors';
import { type AuthorStatistics, statisticsOf } from '@feed/store/content/posts/statistics';
import { isId } from '@feed/store/postgres/ids';
import { objectLoader } from '../../../kit/batch.js';
import { readerOf } from '../../../kit/reader.js';
import { requireViewer } from '../../../kit/request-context.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import type { QueryUserStatsArgs } from '../../../kit/schema-types.js';

const load = objectLoader({
  key: Symbol('statistics by author'),
  fetch: (context, ids) => statisticsOf(readerOf(context), requireViewer(context).userId, ids),
  idOf: ({ authorId }: AuthorStatistics) => authorId,
});

/**
 * The code of the original system called the argument `id`, its documents `userId`.
 * @throws CodedError INVALID_INPUT unless one of them was given
 */
function onlyId({ id, userId }: QueryUserStatsArgs): string {
  const given = [id, userId].filter((one) => one != null);
  const [only] = given;
  if (only === undefined || given.length > 1)
    throw new CodedError('INVALID_INPUT', 'Name exactly one of id and userId');
  return only;
}

export const resolvers = {
  Query: {
    userStats: async (_parent, args, context) => {
      requireViewer(context);
      const id = onlyId(args);
      return isId(id) ? load(context, id, { text: false, bio: false }) : null;
    },
  },
  UserStatsType: {
    totalPosts: ({ posts }) => posts,
    totalLikes: ({ likes }) => likes,
    totalComments: ({ comments }) => comments,
    totalShares: ({ shares }) => shares,
    followersCount: ({ followers }) => followers,
    followingCount: ({ following }) => following,
    engagementRate: ({ posts, likes, comments, shares }) =>
      posts === 0 ? 0 : (likes + comments + shares) / posts,
  },
} satisfies Resolvers;
