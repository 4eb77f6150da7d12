import type { IncomingMessage, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { AppContext } from '../context.js';

const methods = ['GET', 'POST', 'OPTIONS'] as const;
type Method = (typeof methods)[number] | 'other';

/** Measures and logs a request when its response has been sent or its caller has disconnected. */
export function observeRequest(
  { instruments, logger }: Pick<AppContext, 'instruments' | 'logger'>,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  onEnd: () => void,
): void {
  const startedAt = performance.now();
  response.once('close', () => {
    onEnd();
    const seconds = (performance.now() - startedAt) / 1000;
    // Proxies use 499 for a caller who disconnected before the response was complete.
    const status = response.writableFinished ? response.statusCode : 499;
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    const labels = { method: methodOf(request), route: routeOf(path), status_code: String(status) };
    instruments.http.observe(labels, seconds);
    if (!logger.isLevelEnabled('info')) return;
    const entry = {
      method: request.method,
      path: path.slice(0, 100),
      status,
      duration_ms: Math.round(seconds * 1e5) / 100,
    };
    logger.info({ request_id: requestId, ...entry }, 'request');
  });
}

const methodOf = ({ method }: IncomingMessage): Method =>
  methods.find((known) => known === method) ?? 'other';

const routeOf = (path: string): 'graphql' | 'other' => (path === '/graphql' ? 'graphql' : 'other');
