import { CodedError } from '@feed/platform/errors';
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
  throw new CodedError('UNAUTHENTICATED', 'Authentication credentials were not provided.');
}
