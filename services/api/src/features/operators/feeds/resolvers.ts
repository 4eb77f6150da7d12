import { accountExists } from '@feed/store/identity/users/reads';
import { forgetFeed } from '@feed/store/feed/epoch';
import { audit } from '@feed/store/operators/audit/writes';
import { mutation } from '../../../kit/mutation.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { existingId, notFound } from '../../../kit/validation.js';
import { compareFeed, inWords, shownFaults } from './service.js';

export const resolvers = {
  Mutation: {
    verifyFeed: mutation({
      access: 'admin',
      quota: 'reserve',
      // The comparison waits between its readings, so it must not hold the connection of a transaction.
      input: async ({ userId }, { context }) => {
        const id = existingId(userId, 'User');
        return { userId: id, comparison: await compareFeed(context.app, id) };
      },
      async run({ tx, input: { userId, comparison }, viewer }) {
        if (!(await accountExists(tx, userId))) throw notFound('User');
        const { cached, faults } = shownFaults(comparison);
        const by = { actorId: viewer.userId, detail: { faults: faults.length } };
        await audit(tx, { ...by, action: 'feed.verify', targetType: 'feed', targetId: userId });
        return { success: true, message: inWords(faults.length), errors: [], cached, faults };
      },
    }),
    rebuildFeed: mutation({
      access: 'admin',
      quota: 'reserve',
      input: ({ userId }) => existingId(userId, 'User'),
      async run({ tx, input: userId, context, viewer }) {
        if (!(await accountExists(tx, userId))) throw notFound('User');
        const actorId = viewer.userId;
        await audit(tx, { actorId, action: 'feed.rebuild', targetType: 'feed', targetId: userId });
        await forgetFeed(tx, context.app.timelines, userId);
        return { success: true, message: 'The feed is built again by its next read', errors: [] };
      },
    }),
  },
} satisfies Resolvers;
