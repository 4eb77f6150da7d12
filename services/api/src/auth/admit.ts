import type { IncomingHttpHeaders } from 'node:http';
import { performance } from 'node:perf_hooks';
import { acceptRequestId, currentScope, noteRequest } from '@feed/platform/request-context';
import type { Limiter } from '../limits/limiter.js';
import { headerText } from './header-text.js';
import type { RequestFacts } from './request-facts.js';
import { readViewer, type ViewerSource } from './viewer.js';

export interface Admission extends ViewerSource {
  readonly limiter: Limiter;
  readonly config: { readonly http: { readonly requestTimeoutMs: number } };
}

/**
 * The facts of a request that has just arrived; its deadline runs from now.
 * @param address as `callerAddress` finds it
 * @throws CodedError RATE_LIMITED when the caller's address or account has made too many requests
 */
export function admit(app: Admission, headers: IncomingHttpHeaders, address: string): RequestFacts {
  noteRequest({ caller: address });
  const facts: RequestFacts = {
    ...readViewer(app, headers.authorization),
    requestId: currentScope()?.requestId ?? acceptRequestId(firstOf(headers['x-request-id'])),
    address,
    userAgent: headerText(headers['user-agent']),
    idempotencyKey: firstOf(headers['idempotency-key']),
    deadline: performance.now() + app.config.http.requestTimeoutMs,
  };
  if (facts.viewer) noteRequest({ account: facts.viewer.userId });
  app.limiter.request(facts);
  return facts;
}

const firstOf = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;
