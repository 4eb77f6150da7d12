import { idTime } from '@feed/store/postgres/ids';
import type { PostView } from '@feed/store/content/posts/view';
import type { ShareView } from '@feed/store/content/shares/view';
import { type ConnectionArgs, connectionArgs, toConnection } from '../../../kit/connection.js';
import { type ListArgs, limitOffset } from '../../../kit/lists.js';
import { type MutationInput, mutation } from '../../../kit/mutation.js';
import type { RequestContext } from '../../../kit/request-context.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { loadSharesOf } from './loaders.js';
import * as service from './service.js';

interface ShareInput {
  postId: string;
  caption?: string | null;
}

const sharePost = mutation({
  access: 'viewer',
  async run({ tx, args, viewer }: MutationInput<{ input: ShareInput }, 'viewer'>) {
    const { postId, caption } = args.input;
    const share = { id: postId, caption: caption?.trim() ?? '', sharerId: viewer.userId };
    const shared = await service.sharePost(tx, share);
    const message = shared.created ? 'Post shared successfully' : 'Post already shared';
    return { success: true, message, errors: [], share: shared.share };
  },
});

const unsharePost = mutation({
  access: 'viewer',
  async run({ tx, args, viewer }: MutationInput<{ postId: string }, 'viewer'>) {
    const target = { id: args.postId, sharerId: viewer.userId };
    const { changed, post } = await service.unsharePost(tx, target);
    const message = changed ? 'Post unshared successfully' : 'Post was not shared';
    return { success: true, message, errors: [], post };
  },
});

export const resolvers: Resolvers = {
  Mutation: { sharePost, unsharePost },
  ShareType: { createdAt: ({ id }: ShareView) => idTime(id) },
  PostType: {
    shares: async ({ id }: PostView, args: ListArgs, context: RequestContext) =>
      (await loadSharesOf(context, id, { first: limitOffset(args).limit })).items,
    sharesConnection: async ({ id }: PostView, args: ConnectionArgs, context: RequestContext) =>
      toConnection(await loadSharesOf(context, id, connectionArgs(args)), (share) => share.id),
  },
};
