import { idTime, isId } from '@feed/store/postgres/ids';
import { auditLog } from '@feed/store/operators/audit/reads';
import { connectionArgs, connectionOf, toConnection } from '../../../kit/connection.js';
import { query } from '../../../kit/query.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import { columnsOf } from '../../../kit/shown.js';

export const resolvers = {
  Query: {
    auditLog: query({
      access: 'admin',
      async run({ actorId, targetId, action, ...args }, { context, info }) {
        const page = connectionArgs(args);
        if (actorId != null && !isId(actorId)) return connectionOf([], false, () => '');
        const filter = {
          actorId: actorId ?? undefined,
          targetId: targetId ?? undefined,
          action: action ?? undefined,
        };
        const found = await auditLog(context.app.database, filter, page, columnsOf(info));
        return toConnection(found, ({ id }) => id);
      },
    }),
  },
  AuditEntryType: {
    origin: ({ actorId }) => (actorId === null ? 'COMMAND' : 'API'),
    createdAt: ({ id }) => idTime(id),
  },
} satisfies Resolvers;
