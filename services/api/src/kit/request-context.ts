import { loginError } from '../auth/login-fault.js';
import type { RequestFacts, Viewer } from '../auth/request-facts.js';
import type { AppContext } from '../context.js';

/** The context of a resolver: the facts of its request, the parts of the process, and the loaders of the request. */
export interface RequestContext extends RequestFacts {
  readonly app: AppContext;
  /** The instance that belongs to `key` in this request, made on first use. */
  loader<T>(key: symbol, make: (context: RequestContext) => T): T;
  /** Drops the loaders together with what they have read, which may be stale after a write. */
  forgetLoaded(): void;
}

export function createRequestContext(app: AppContext, facts: RequestFacts): RequestContext {
  const instances = new Map<symbol, unknown>();
  const context: RequestContext = {
    app,
    viewer: facts.viewer,
    loginFault: facts.loginFault,
    requestId: facts.requestId,
    address: facts.address,
    userAgent: facts.userAgent,
    idempotencyKey: facts.idempotencyKey,
    deadline: facts.deadline,
    ...(facts.lastEventId !== undefined && { lastEventId: facts.lastEventId }),
    loader<T>(key: symbol, make: (context: RequestContext) => T): T {
      if (!instances.has(key)) instances.set(key, make(context));
      return instances.get(key) as T;
    },
    forgetLoaded: () => instances.clear(),
  };
  return context;
}

/** @throws CodedError UNAUTHENTICATED for anonymous callers */
export function requireViewer(context: RequestContext): Viewer {
  if (context.viewer) return context.viewer;
  throw loginError(context.loginFault);
}

/**
 * The viewer where anonymous callers are allowed, too. A caller whose token is not accepted is not answered as if it were
 * anonymous, because it would not learn that it has to log in again.
 * @throws CodedError UNAUTHENTICATED for a login that is not accepted
 */
export function optionalViewer(context: RequestContext): Viewer | null {
  if (context.loginFault !== null) throw loginError(context.loginFault);
  return context.viewer;
}
