import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AppContext } from '../context.js';
import { createListener } from './app.js';
import { createOverload } from './overload.js';

export interface ApiServer {
  readonly server: Server;
  readonly port: number;
  /** Stops accepting, lets what is in hand finish for at most `graceMs`, then cuts what is left. */
  close(graceMs: number): Promise<void>;
}

const maxHeaderBytes = 16 * 1024;
const headersTimeoutMs = 10_000;
/** Longer than load balancers keep theirs, so that they close first. */
const keepAliveMs = 65_000;

/**
 * Listens; rejects when the port cannot be taken. Port 0 takes a free one.
 * @param ending whether `close` is near: a connection that is left before can break under nobody's request
 */
export async function startServer(app: AppContext, ending = () => false): Promise<ApiServer> {
  const { host, port, http } = app.config;
  const overload = createOverload(http);
  const listener = createListener(app, overload, ending);
  const options = {
    ...listener.options,
    maxHeaderSize: maxHeaderBytes,
    headersTimeout: Math.min(headersTimeoutMs, http.requestTimeoutMs),
    requestTimeout: http.requestTimeoutMs,
    keepAliveTimeout: keepAliveMs,
    connectionsCheckingInterval: 1000,
  };
  const server = createServer(options, listener.listen);
  server.maxConnections = http.maxConnections;
  await listen(server, port, host);
  return {
    server,
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

/** `close` ends idle connections itself; busy ones end with their answer, which says `Connection: close`. */
function closeGently(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
  });
}
