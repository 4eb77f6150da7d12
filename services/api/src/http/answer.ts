import type { IncomingMessage, ServerResponse } from 'node:http';
import { type CodedError, errorCatalogue } from '@feed/platform/errors';
import { extensionsOf } from '../graphql/errors.js';

export interface Answer {
  requestId: string;
  status: number;
  type: string;
  body: string;
  /** Of the page, where something may run in it; by default nothing may. */
  policy?: string;
  retryAfterSeconds?: number | undefined;
  headers?: Record<string, string> | undefined;
}

const jsonType = 'application/json; charset=utf-8';
const graphqlType = 'application/graphql-response+json; charset=utf-8';

/** Nothing that is answered here may be framed, sniffed, cached or run; the GraphiQL page brings its own policy. */
const safety = [
  ...['cache-control', 'no-store'],
  ...['referrer-policy', 'no-referrer'],
  ...['x-content-type-options', 'nosniff'],
  ...['x-frame-options', 'DENY'],
];
const nothingRuns = "default-src 'none'; frame-ancestors 'none'";

/** Which of the two JSON types the caller prefers to be told. */
export function acceptedType({ headers }: IncomingMessage): string {
  return headers.accept?.includes('application/graphql-response+json') ? graphqlType : jsonType;
}

export function answer(response: ServerResponse, reply: Answer): void {
  if (response.headersSent) return;
  response.writeHead(reply.status, headOf(reply));
  response.end(reply.body);
}

/** A list of names and values, all given at once, is what Node sends without going through each of them twice. */
function headOf(reply: Answer): string[] {
  const { requestId, type, body, policy = nothingRuns, retryAfterSeconds, headers } = reply;
  const head = [...safety, 'content-security-policy', policy, 'x-request-id', requestId];
  head.push('content-type', type, 'content-length', String(Buffer.byteLength(body)));
  if (retryAfterSeconds !== undefined) head.push('retry-after', String(retryAfterSeconds));
  if (headers) head.push(...Object.entries(headers).flat());
  return head;
}

/** A refusal before GraphQL had a say, in GraphQL's own form. */
export function answerError(
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
  answer(response, { requestId, status, type: acceptedType(request), body, retryAfterSeconds, headers });
}
