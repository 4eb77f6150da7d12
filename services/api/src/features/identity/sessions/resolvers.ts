import { CodedError, isCodedError } from '@feed/platform/errors';
import { liveSessions } from '@feed/store/identity/sessions/reads';
import { idTime } from '@feed/store/postgres/ids';
import { mutation } from '../../../kit/mutation.js';
import { requireViewer } from '../../../kit/request-context.js';
import type { Resolvers } from '../../../kit/resolvers.js';
import type { MutationRefreshTokenArgs } from '../../../kit/schema-types.js';
import { existingId } from '../../../kit/validation.js';
import {
  checkCredentials,
  claimsOf,
  endSession,
  endSessionOnReuse,
  exchange,
  logIn,
  renew,
  tokenRequired,
  type TokenResponse,
} from './service.js';

const nextTokens = mutation({
  access: 'anonymous',
  ignoresLogin: true,
  quota: 'reserve',
  sealed: true,
  reportIn: 'errors',
  keyHolder: ({ token, refreshToken }: MutationRefreshTokenArgs) => refreshToken ?? token,
  input({ token, refreshToken }) {
    if (refreshToken != null) return { refreshToken };
    if (token != null) return { token };
    throw tokenRequired();
  },
  run: ({ tx, input, context }): Promise<TokenResponse> =>
    'refreshToken' in input ? exchange(tx, context, input.refreshToken) : renew(tx, context.app, input.token),
});

export const resolvers = {
  Query: {
    sessions: (_parent, _args, context) => liveSessions(context.app.database, requireViewer(context).userId),
  },
  Mutation: {
    tokenAuth: mutation({
      access: 'anonymous',
      ignoresLogin: true,
      quota: 'reserve',
      sealed: true,
      reportIn: 'errors',
      input: (args, { context }) => checkCredentials(context, args),
      run: ({ tx, context, input }): Promise<TokenResponse> => logIn(tx, context, input),
    }),
    /** Changes nothing, so it needs no database. */
    verifyToken: async (_parent, { token }, context) => {
      await context.app.limiter.mutation(context, { bytes: 0, quotas: 0 });
      if (token == null) throw tokenRequired();
      const { username, expiresAt, origIat } = claimsOf(context.app, token);
      return { payload: { username, exp: expiresAt, origIat } };
    },
    /** Looks for reuse only after a rejection: a request repeated with its idempotency key has a stored response. */
    refreshToken: async (parent, args, context, info) => {
      try {
        return await nextTokens(parent, args, context, info);
      } catch (error) {
        const rejected = isCodedError(error) && error.code === 'UNAUTHENTICATED';
        if (rejected && args.refreshToken != null) await endSessionOnReuse(context.app, args.refreshToken);
        throw error;
      }
    },
    logout: mutation({
      access: 'viewer',
      quota: 'exempt',
      async run({ tx, context, viewer }) {
        await endSession(tx, context.app, { id: viewer.sessionId, userId: viewer.userId }, 'logout');
        return { success: true, message: 'Logged out', errors: [] };
      },
    }),
    revokeSession: mutation({
      access: 'viewer',
      quota: 'exempt',
      input: ({ id }, { viewer }) => ({ id: existingId(id, 'Session'), userId: viewer.userId }),
      async run({ tx, input, context }) {
        if (!(await endSession(tx, context.app, input, 'revoked')))
          throw new CodedError('NOT_FOUND', 'Session not found');
        return { success: true, message: 'Session ended', errors: [] };
      },
    }),
  },
  SessionType: {
    createdAt: ({ id }) => idTime(id),
    isCurrent: ({ id }, _args, { viewer }) => viewer?.sessionId === id,
  },
} satisfies Resolvers;
