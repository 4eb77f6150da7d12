import type { IncomingMessage } from 'node:http';
import { CodedError } from '@feed/platform/errors';
import { Rejection } from '../limits/rejection.js';

const maxBodyBytes = 100 * 1024;

export type Body = Record<string, unknown>;

const malformed = (message: string): Rejection => new Rejection('malformed', 'BAD_REQUEST', message);

const tooLarge = (): Rejection =>
  new Rejection('body_size', 'BODY_TOO_LARGE', `The body has more than ${maxBodyBytes} bytes.`);

/**
 * The GraphQL parameters of a POST. It accepts only types that browsers do not send across origins without a preflight.
 * @throws Rejection UNSUPPORTED_MEDIA_TYPE, BODY_TOO_LARGE or BAD_REQUEST
 */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if ((type !== 'application/json' && type !== 'application/graphql') || encoding !== 'identity') {
    const message = 'Send an uncompressed body of type application/json or application/graphql.';
    throw new Rejection('content_type', 'UNSUPPORTED_MEDIA_TYPE', message);
  }
  const text = (await readBytes(request)).toString('utf8');
  return type === 'application/graphql' ? { query: text } : parseObject(text);
}

function parseObject(text: string): Body {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed('The body is not valid JSON.');
  }
  if (Array.isArray(value)) {
    throw new Rejection('batch', 'BAD_REQUEST', 'Batches are not accepted: send one operation per request.');
  }
  if (typeof value !== 'object' || value === null) throw malformed('The body must be a JSON object.');
  return checkParameters(value as Body);
}

function checkParameters(body: Body): Body {
  const { query, variables, operationName } = body;
  if (query !== undefined && typeof query !== 'string') throw malformed('query must be text.');
  if (operationName != null && typeof operationName !== 'string')
    throw malformed('operationName must be text.');
  if (variables != null && (typeof variables !== 'object' || Array.isArray(variables))) {
    throw malformed('variables must be an object.');
  }
  return body;
}

/** Stops reading at the limit; the rest of the body is neither kept nor waited for. */
function readBytes(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) return reject(tooLarge());
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBodyBytes) {
        request.pause();
        reject(tooLarge());
      } else chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.on('close', () => {
      if (!request.complete) reject(new CodedError('BAD_REQUEST', 'The request ended early.'));
    });
    request.on('error', () => undefined);
  });
}
