import { CodedError, isCodedError } from '@feed/platform/errors';
import { liveSessions } from '@feed/store/identity/sessions/reads';
import type { SessionView } from '@feed/store/identity/sessions/view';
import { idTime, isId } from '@feed/store/postgres/ids';
import { type MutationInput, mutation } from '../../../kit/mutation.js';
import { type RequestContext, requireViewer } from '../../../kit/request-context.js';
import type { Resolver, Resolvers } from '../../../kit/resolvers.js';
import {
  checkCredentials,
  claimsOf,
  endSession,
  endSessionOnReuse,
  exchange,
  logIn,
  renew,
} from './service.js';

interface RefreshArgs {
  token?: string | null;
  refreshToken?: string | null;
}

const tokenAuth = mutation({
  access: 'anonymous',
  sealed: true,
  faults: 'error',
  prepare: ({ context, args }: MutationInput<{ username: string; password: string }>) =>
    checkCredentials(context, args),
  run: ({ tx, context, prepared }) => logIn(tx, context, prepared),
});

/** Changes nothing, and so answers without the database. */
const verifyToken: Resolver<{ token: string }> = async (_parent, { token }, context) => {
  await context.app.limiter.mutation(context);
  const { username, expiresAt, origIat } = claimsOf(context.app, token);
  return { payload: { username, exp: expiresAt, origIat } };
};

const nextTokens = mutation({
  access: 'anonymous',
  sealed: true,
  faults: 'error',
  keyHolder: ({ token, refreshToken }: RefreshArgs) => refreshToken ?? token,
  async run({ tx, args, context }: MutationInput<RefreshArgs>) {
    if (args.refreshToken != null) return exchange(tx, context.app, args.refreshToken);
    if (args.token != null) return renew(tx, context.app, args.token);
    throw new CodedError('INVALID_INPUT', 'Give refreshToken or token', { field: 'refreshToken' });
  },
});

/** Reuse is looked for after the refusal: a request repeated with its idempotency key is answered, not refused. */
const refreshToken: Resolver<RefreshArgs> = async (parent, args, context, info) => {
  try {
    return await nextTokens(parent, args, context, info);
  } catch (error) {
    const refused = isCodedError(error) && error.code === 'UNAUTHENTICATED';
    if (refused && args.refreshToken != null) await endSessionOnReuse(context.app, args.refreshToken);
    throw error;
  }
};

const logout = mutation({
  access: 'viewer',
  async run({ tx, context, viewer }) {
    await endSession(tx, context.app, { id: viewer.sessionId, userId: viewer.userId }, 'logout');
    return { success: true, message: 'Logged out', errors: [] };
  },
});

const revokeSession = mutation({
  access: 'viewer',
  async run({ tx, args, context, viewer }: MutationInput<{ id: string }, 'viewer'>) {
    const session = { id: args.id, userId: viewer.userId };
    if (!isId(args.id) || !(await endSession(tx, context.app, session, 'revoked'))) {
      throw new CodedError('NOT_FOUND', 'Session not found');
    }
    return { success: true, message: 'Session ended', errors: [] };
  },
});

const sessions = (_parent: unknown, _args: unknown, context: RequestContext): Promise<SessionView[]> =>
  liveSessions(context.app.database, requireViewer(context).userId);

export const resolvers: Resolvers = {
  Query: { sessions },
  Mutation: { tokenAuth, verifyToken, refreshToken, logout, revokeSession },
  SessionType: {
    createdAt: (session: SessionView) => idTime(session.id),
    isCurrent: (session: SessionView, _args: unknown, { viewer }: RequestContext) =>
      viewer?.sessionId === session.id,
  },
};
