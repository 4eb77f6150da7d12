import { idTime } from '@feed/store/postgres/ids';
import { query } from '../../../kit/query.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { hostBudgetsOf, processesOf, systemStatusOf } from './service.js';

export const resolvers = {
  Query: {
    hostBudgets: query({ access: 'admin', run: (_args, { context }) => hostBudgetsOf(context.app) }),
    systemStatus: query({ access: 'admin', run: (_args, { context }) => systemStatusOf(context.app) }),
    processes: query({ access: 'admin', run: (_args, { context }) => processesOf(context.app) }),
  },
  ProcessType: {
    startedAt: ({ id }) => idTime(id),
    lastSeenAt: ({ seenAt }) => seenAt,
  },
} satisfies Resolvers;
