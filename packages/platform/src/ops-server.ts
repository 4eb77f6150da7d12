import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from './logger.js';
import type { Metrics } from './metrics.js';

export interface Readiness {
  ready: boolean;
  /** 'ok', or the problem in a few words. */
  checks: Record<string, 'ok' | (string & {})>;
}

export interface OpsServerOptions {
  host: string;
  /** 0 chooses a free port. */
  port: number;
  metrics: Pick<Metrics, 'text' | 'contentType'>;
  /** Returns the outcome of the last probe, without waiting. */
  ready: () => Readiness;
  logger: Logger;
}

export interface OpsServer {
  readonly port: number;
  close(): Promise<void>;
}

interface OpsResponse {
  status: number;
  contentType: string;
  body: string;
  headers?: Record<string, string>;
}

type Route = () => OpsResponse | Promise<OpsResponse>;

const requestDeadlineMs = 5000;
const maxConnections = 32;

/** Serves /livez, /readyz and /metrics on a port of their own; rejects when the port cannot be taken. */
export async function startOpsServer(options: OpsServerOptions): Promise<OpsServer> {
  const routes = createRoutes(options);
  const limits = {
    requestTimeout: requestDeadlineMs,
    headersTimeout: requestDeadlineMs,
    keepAliveTimeout: requestDeadlineMs,
    connectionsCheckingInterval: 1000,
    maxHeaderSize: 8192,
  };
  const server = createServer(limits, (request, response) => {
    void respond(routes, options.logger, request, response);
  });
  server.maxConnections = maxConnections;
  await listen(server, options.port, options.host);
  return { port: (server.address() as AddressInfo).port, close: () => closeServer(server) };
}

function createRoutes({ metrics, ready, logger }: OpsServerOptions): Map<string, Route> {
  const scrape = shareWhileRunning(() => metrics.text());
  return new Map<string, Route>([
    ['/livez', () => json(200, { alive: true })],
    ['/readyz', () => readinessResponse(ready, logger)],
    ['/metrics', async () => ({ status: 200, contentType: metrics.contentType, body: await scrape() })],
  ]);
}

function readinessResponse(ready: () => Readiness, logger: Logger): OpsResponse {
  try {
    const readiness = ready();
    return json(readiness.ready ? 200 : 503, readiness);
  } catch (error) {
    logger.error({ err: error }, 'the readiness probe failed');
    return json(503, { ready: false, checks: { probe: 'failed' } });
  }
}

async function respond(
  routes: Map<string, Route>,
  logger: Logger,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { status, contentType, body, headers } = await respondTo(routes, logger, request);
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

async function respondTo(
  routes: Map<string, Route>,
  logger: Logger,
  request: IncomingMessage,
): Promise<OpsResponse> {
  const route = routes.get((request.url ?? '').split('?', 1)[0] ?? '');
  if (!route) return problem(404, 'NOT_FOUND', 'This port serves /livez, /readyz and /metrics.');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    const rejection = problem(405, 'METHOD_NOT_ALLOWED', 'Use GET or HEAD.');
    return { ...rejection, headers: { allow: 'GET, HEAD', connection: 'close' } };
  }
  try {
    return await route();
  } catch (error) {
    logger.error({ err: error, path: request.url }, 'an ops request failed');
    return problem(500, 'INTERNAL', 'Internal error.');
  }
}

const json = (status: number, body: unknown): OpsResponse => ({
  status,
  contentType: 'application/json; charset=utf-8',
  body: `${JSON.stringify(body)}\n`,
});

const problem = (status: number, code: string, message: string): OpsResponse =>
  json(status, { code, message });

/** Callers that arrive while the work runs share its result, so that many scrapers at once cost one scrape. */
function shareWhileRunning<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= work().finally(() => {
      running = undefined;
    });
    return running;
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
