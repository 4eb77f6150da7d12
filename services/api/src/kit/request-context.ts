import { CodedError } from '@feed/platform/errors';
import type { AppContext } from '../context.js';

/** Whose valid access token came with the request. */
export interface Viewer {
  readonly userId: string;
  readonly sessionId: string;
}

/** What a request knows about itself; the same for every operation in it. */
export interface RequestFacts {
  readonly viewer: Viewer | null;
  readonly requestId: string;
  /** The caller's address, as far as the configured proxies can be trusted. */
  readonly address: string;
  readonly userAgent: string | undefined;
  readonly idempotencyKey: string | undefined;
  /** By when it has to be answered, as `performance.now()` counts. */
  readonly deadline: number;
}

export interface RequestContext extends RequestFacts {
  readonly app: AppContext;
  /** The instance that belongs to `key` in this request, made on first use. */
  loader<T>(key: symbol, make: (context: RequestContext) => T): T;
  /** Drops the loaders with what they have read: it may be different after a write. */
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
