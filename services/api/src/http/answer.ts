import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { type CodedError, errorCatalogue } from '@feed/platform/errors';
import { extensionsOf } from '../graphql/errors.js';

export interface Answer {
  status: number;
  type: string;
  body: string;
  retryAfterSeconds?: number | undefined;
  headers?: Record<string, string>;
}

const jsonType = 'application/json; charset=utf-8';
const graphqlType = 'application/graphql-response+json; charset=utf-8';

/** Nothing that is answered here may be framed, sniffed, cached or run; the GraphiQL page brings its own policy. */
const safety = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Which of the two JSON types the caller prefers to be told. */
export function acceptedType({ headers }: IncomingMessage): string {
  return headers.accept?.includes('application/graphql-response+json') ? graphqlType : jsonType;
}

export function answer(
  response: ServerResponse,
  { status, type, body, retryAfterSeconds, headers }: Answer,
): void {
  if (response.headersSent) return;
  const head: OutgoingHttpHeaders = {
    ...safety,
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    ...headers,
  };
  if (retryAfterSeconds !== undefined) head['retry-after'] = String(retryAfterSeconds);
  response.writeHead(status, head);
  response.end(body);
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
  answer(response, { status, type: acceptedType(request), body, retryAfterSeconds, headers: headers ?? {} });
}
