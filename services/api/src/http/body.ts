import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { MIMEType } from 'node:util';
import { CodedError } from '@feed/platform/errors';
import { Rejection } from '../limits/rejection.js';

const maxBodyBytes = 100 * 1024;
const jsonType = 'application/json';
const graphqlType = 'application/graphql';

/** The contents of a body, not checked yet. */
export type Body = Record<string, unknown>;

const malformed = (message: string): Rejection => new Rejection('malformed', 'BAD_REQUEST', message);

const tooLarge = (): Rejection =>
  new Rejection('body_size', 'BODY_TOO_LARGE', `The body has more than ${maxBodyBytes} bytes.`);

/**
 * The body of a POST. It accepts only types that browsers do not send across origins without a preflight.
 * @throws Rejection UNSUPPORTED_MEDIA_TYPE, BODY_TOO_LARGE or BAD_REQUEST
 */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const type = typeOf(request.headers['content-type']);
  if (type === undefined || (request.headers['content-encoding'] ?? 'identity') !== 'identity') {
    const message = 'Send an uncompressed body of type application/json or application/graphql, in UTF-8.';
    throw new Rejection('content_type', 'UNSUPPORTED_MEDIA_TYPE', message);
  }
  const bytes = await readBytes(request);
  // Decoding would replace such bytes without an error.
  if (!isUtf8(bytes)) throw malformed('The body is not valid UTF-8.');
  const text = bytes.toString('utf8');
  return type === graphqlType ? { query: text } : parseObject(text);
}

/** The accepted type that a `Content-Type` names, unless it names another character set than UTF-8. */
function typeOf(header = ''): string | undefined {
  if (header === jsonType) return jsonType;
  const type = parseType(header);
  const charset = type?.params.get('charset')?.toLowerCase() ?? 'utf-8';
  if (charset !== 'utf-8' && charset !== 'utf8') return undefined;
  return [jsonType, graphqlType].find((accepted) => accepted === type?.essence);
}

function parseType(header: string): MIMEType | undefined {
  try {
    return new MIMEType(header);
  } catch {
    return undefined;
  }
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
  return value as Body;
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
