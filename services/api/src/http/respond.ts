import type { IncomingMessage, ServerResponse } from 'node:http';
import { type CodedError, errorCatalogue } from '@feed/platform/errors';
import { extensionsOf } from '../graphql/errors.js';

export interface Reply {
  requestId: string;
  status: number;
  type: string;
  body: string;
  /** The content security policy of a page with scripts; by default nothing may run. */
  policy?: string;
  retryAfterSeconds?: number | undefined;
  headers?: Record<string, string> | undefined;
}

const jsonType = 'application/json; charset=utf-8';
const graphqlType = 'application/graphql-response+json; charset=utf-8';

/** No response may be framed, sniffed, cached or run; the GraphiQL page brings a policy of its own. */
export const safetyHeaders = [
  ...['cache-control', 'no-store'],
  ...['referrer-policy', 'no-referrer'],
  ...['x-content-type-options', 'nosniff'],
  ...['x-frame-options', 'DENY'],
];
const nothingRuns = "default-src 'none'; frame-ancestors 'none'";

/** The JSON type that the caller prefers. */
export function acceptedType({ headers }: IncomingMessage): string {
  return headers.accept?.includes('application/graphql-response+json') ? graphqlType : jsonType;
}

/** For failures that do not know how long they last, such as that of a store. */
const defaultRetrySeconds = 5;

/** Does nothing when the response has begun already. */
export function respond(response: ServerResponse, reply: Reply): void {
  if (response.headersSent) return;
  response.writeHead(reply.status, headOf(reply));
  response.end(reply.body);
}

/** Node sends a flat list of names and values without a second pass over the headers. */
function headOf(reply: Reply): string[] {
  const { requestId, status, type, body, policy = nothingRuns, headers } = reply;
  const { retryAfterSeconds = status === 503 ? defaultRetrySeconds : undefined } = reply;
  const head = [...safetyHeaders, 'content-security-policy', policy, 'x-request-id', requestId];
  head.push('content-type', type, 'content-length', String(Buffer.byteLength(body)));
  if (retryAfterSeconds !== undefined) head.push('retry-after', String(retryAfterSeconds));
  if (headers) head.push(...Object.entries(headers).flat());
  return head;
}

/** The error of a request that never reached GraphQL, in the form that GraphQL gives its errors. */
export function respondError(
  request: IncomingMessage,
  response: ServerResponse,
  error: CodedError,
  requestId: string,
  headers?: Record<string, string>,
): void {
  const body = JSON.stringify({
    errors: [{ message: error.message, extensions: extensionsOf(error, requestId) }],
  });
  const { status } = errorCatalogue[error.code];
  const { retryAfterSeconds } = error;
  respond(response, { requestId, status, type: acceptedType(request), body, retryAfterSeconds, headers });
}
