import type { IncomingMessage, ServerResponse } from 'node:http';

const allowedHeaders = 'authorization, content-type, idempotency-key, last-event-id, x-request-id';
const exposedHeaders = 'retry-after, x-request-id';

/** Allows calls from pages of the configured origins; `*` allows every origin. Cookies are never used. */
export function allowOrigin(
  request: IncomingMessage,
  response: ServerResponse,
  origins: readonly string[],
): void {
  const { origin } = request.headers;
  if (origin === undefined || origins.length === 0) return;
  response.setHeader('vary', 'origin');
  if (!origins.includes(origin) && !origins.includes('*')) return;
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-expose-headers', exposedHeaders);
  if (request.method !== 'OPTIONS') return;
  response.setHeader('access-control-allow-methods', 'GET, POST');
  response.setHeader('access-control-allow-headers', allowedHeaders);
  response.setHeader('access-control-max-age', '600');
}
