import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { callerAddress } from '../auth/caller-address.js';
import type { AppContext } from '../context.js';
import type { Pipeline } from '../graphql/pipeline.js';
import type { Connections } from '../limits/connections.js';
import { createHolders } from '../limits/holders.js';
import type { Overload } from '../limits/overload.js';
import { createProtocol, type Peer } from './protocol.js';
import { closeCodes, createSender, keepAlive, type Timing, usualTiming } from './socket.js';
import { returnToHttp } from './upgrade.js';

const protocol = 'graphql-transport-ws';
/** The second is the name that the server of the original system answered to. */
const protocols = [protocol, 'graphql-ws'];
const paths = new Set(['/graphql', '/graphql/', '/graphql-ws', '/graphql-ws/']);
/** As for a body over HTTP. */
const maxMessageBytes = 100 * 1024;
const maxSockets = 5;

export interface WebSocketsOptions {
  app: AppContext;
  pipeline: Pipeline;
  api: {
    readonly server: Server;
    readonly connections: Pick<Connections, 'began'>;
    readonly overload: Pick<Overload, 'enter' | 'leave'>;
  };
  timing?: Partial<Timing>;
}

export interface WebSockets {
  /** Asks every client to connect again, elsewhere, and accepts no more. */
  close(): void;
}

/** Serves graphql-transport-ws on a server that has been started. */
export function serveWebSockets(options: WebSocketsOptions): WebSockets {
  const { app, pipeline, api } = options;
  const timing = { ...usualTiming, ...options.timing };
  if (!app.config.subscriptions) return { close: () => undefined };
  const sockets = createHolders(maxSockets);
  const server = createProtocol({
    ...{ app, pipeline, overload: api.overload, sockets, maxSockets, initMs: timing.initMs },
  });
  const handshake = new WebSocketServer({
    ...{ noServer: true, maxPayload: maxMessageBytes, perMessageDeflate: false },
    handleProtocols: (offered) => protocols.find((name) => offered.has(name)) ?? false,
  });
  const open = (socket: WebSocket, request: IncomingMessage): void => {
    const address = callerAddress(request, app.config.http.trustedProxies);
    keepAlive(socket, timing);
    socket.on('error', () => socket.terminate());
    serve(app, server, { socket, request, address });
  };
  let closing = false;
  api.server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const isOurs = request.headers.upgrade?.toLowerCase() === 'websocket' && paths.has(pathOf(request));
    if (!isOurs || closing) return returnToHttp(api.server, request, stream, head);
    // It is not idle for as long as it is open.
    api.connections.began(stream as Socket);
    handshake.handleUpgrade(request, stream, head, open);
  });
  return {
    close() {
      closing = true;
      for (const socket of handshake.clients) socket.close(closeCodes.restart, 'The server restarts');
    },
  };
}

const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?', 1)[0] ?? '';

/** Connects a socket with the protocol. */
function serve(
  { logger }: AppContext,
  server: ReturnType<typeof createProtocol>,
  connection: Pick<Peer, 'socket' | 'request' | 'address'>,
): void {
  const { socket } = connection;
  const isKnown = protocols.includes(socket.protocol);
  const drop = (): void => {
    socket.close(closeCodes.tryLater, 'too slow');
    void closed(closeCodes.tryLater, 'too slow');
  };
  const send = createSender(socket, drop);
  const handlers = {
    ...{ protocol: isKnown ? protocol : socket.protocol, send },
    close: (code: number, reason: string) => socket.close(code, reason),
    onMessage(handle: (message: string) => Promise<void>) {
      socket.on('message', (data) => {
        handle(textOf(data)).catch((error: unknown) => {
          logger.error({ err: error }, 'a message failed unexpectedly');
          socket.close(closeCodes.internal, 'Internal error');
        });
      });
    },
  };
  const closed = server.opened(handlers as never, { ...connection, subscriptions: 0, send, drop });
  socket.once('close', (code, reason) => void closed(code, reason.toString()));
}

const textOf = (data: Buffer | ArrayBuffer | Buffer[]): string =>
  (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer)).toString('utf8');
