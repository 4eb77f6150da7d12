import { CodedError } from '@feed/platform/errors';
import { roleOf } from '@feed/store/identity/roles/reads';
import { includesRole, type Role } from '@feed/store/identity/roles/role';
import type { Viewer } from '../auth/request-facts.js';
import { type RequestContext, requireViewer } from './request-context.js';

/** The callers that an operation accepts. A role includes the lesser ones. */
export type Access = 'anonymous' | 'viewer' | 'moderator' | 'admin';

/** A resolver that says who may call it. */
export interface Accessed {
  readonly access: Access;
}

export interface Caller<A extends Access> {
  context: RequestContext;
  /** Never null where `access` requires a login. */
  viewer: A extends 'anonymous' ? Viewer | null : Viewer;
}

const roleFor: Readonly<Record<Access, Role | null>> = {
  anonymous: null,
  viewer: null,
  moderator: 'MODERATOR',
  admin: 'ADMIN',
};

const callerRole = Symbol('role of the caller');

/**
 * The role of the caller, read from the database once per request and again after a mutation. Tokens do not carry it, so
 * that a role that was taken away does not count any more.
 */
async function roleOfCaller(context: RequestContext): Promise<Role | null> {
  if (!context.viewer) return null;
  const { userId } = context.viewer;
  return context.loader(callerRole, ({ app }) => roleOf(app.database, userId));
}

export async function isAdmin(context: RequestContext): Promise<boolean> {
  return (await roleOfCaller(context)) === 'ADMIN';
}

/**
 * The caller of an operation with this access.
 * @throws CodedError UNAUTHENTICATED without the login that it needs, FORBIDDEN without the role
 */
export async function authorize<A extends Access>(context: RequestContext, access: A): Promise<Caller<A>> {
  const viewer = access === 'anonymous' ? context.viewer : requireViewer(context);
  const wanted = roleFor[access];
  if (wanted !== null && !includesRole((await roleOfCaller(context)) ?? 'USER', wanted))
    throw new CodedError('FORBIDDEN', 'You do not have permission to perform this action');
  return { context, viewer: viewer as Caller<A>['viewer'] };
}
