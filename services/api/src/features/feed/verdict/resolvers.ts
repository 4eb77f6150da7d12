import { feedVerdict, type FeedVerdict } from '@feed/store/feed/verdict/verdict';
import { accountExists } from '@feed/store/identity/users/reads';
import { isId } from '@feed/store/postgres/ids';
import type { GraphQLResolveInfo } from '../../../graphql/engine.js';
import { query } from '../../../kit/query.js';
import type { RequestContext } from '../../../kit/request-context.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { feedColumnsOf } from '../../../kit/shown.js';

/** The id 0 is that of no post, like every text that is not an id. */
const known = (id: string): string => (isId(id) ? id : '0');

const verdict = ({ app }: RequestContext, viewerId: string, postId: string, info: GraphQLResolveInfo) =>
  feedVerdict(app, viewerId, known(postId), feedColumnsOf(info).columns);

const ofCaller = () =>
  query({
    access: 'viewer',
    run: ({ postId }: { postId: string }, { context, viewer, info }): Promise<FeedVerdict> =>
      verdict(context, viewer.userId, postId, info),
  });

export const resolvers = {
  Query: {
    whyInFeed: ofCaller(),
    whyNotInFeed: ofCaller(),
    feedVerdict: query({
      access: 'admin',
      async run({ userId, postId }, { context, info }) {
        if (!isId(userId) || !(await accountExists(context.app.database, userId))) return null;
        return verdict(context, userId, postId, info);
      },
    }),
  },
} satisfies Resolvers;
