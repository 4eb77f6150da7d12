import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AppContext } from '../context.js';
import type { Pipeline } from '../graphql/pipeline.js';
import { type Connections, createConnections } from '../limits/connections.js';
import { createOverload, type Overload } from '../limits/overload.js';
import { createListener } from './app.js';
import { usualCommentMs } from './event-sink.js';

export interface ApiServer {
  readonly server: Server;
  readonly port: number;
  readonly connections: Connections;
  readonly overload: Overload;
  /** Stops accepting, gives requests in progress `graceMs` to finish, then closes all connections. */
  close(graceMs: number): Promise<void>;
}

const maxHeaderBytes = 16 * 1024;
const headersTimeoutMs = 10_000;
/** Longer than load balancers keep idle connections, so that they close first. */
const keepAliveMs = 65_000;

export interface StartOptions {
  /** Whether `close` will follow soon: callers that reconnect before it never meet a closed connection. */
  ending?: () => boolean;
  /** How often a stream of events sends a comment, in milliseconds. */
  commentMs?: number;
}

/** Starts to listen; rejects when the port is not free. Port 0 takes any free port. */
export async function startServer(
  app: AppContext,
  pipeline: Pipeline,
  { ending = () => false, commentMs = usualCommentMs }: StartOptions = {},
): Promise<ApiServer> {
  const { host, port, http } = app.config;
  const overload = createOverload(http);
  const connections = createConnections({
    max: http.maxConnections,
    maxPerAddress: http.trustedProxies > 0 ? Infinity : http.maxConnectionsPerAddress,
    onEnd: (end) => app.instruments.connectionEnds.inc(end),
  });
  const listener = createListener({ app, pipeline, overload, connections, ending, commentMs });
  const options = {
    ...listener.options,
    maxHeaderSize: maxHeaderBytes,
    headersTimeout: Math.min(headersTimeoutMs, http.requestTimeoutMs),
    requestTimeout: http.requestTimeoutMs,
    keepAliveTimeout: keepAliveMs,
    connectionsCheckingInterval: 1000,
  };
  const server = createServer(options, listener.listen);
  server.on('connection', connections.opened);
  await listen(server, port, host);
  return {
    ...{ server, connections, overload },
    port: (server.address() as AddressInfo).port,
    async close(graceMs) {
      listener.drain();
      await closeGently(server, graceMs);
      overload.close();
    },
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

/** `close` ends idle connections itself; busy ones end after their response, which carries `Connection: close`. */
function closeGently(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
  });
}
