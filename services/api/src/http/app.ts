import type { RequestListener, ServerOptions, ServerResponse } from 'node:http';
import { CodedError } from '@feed/platform/errors';
import { acceptRequestId, currentScope, runInScope } from '@feed/platform/request-context';
import express, { type ErrorRequestHandler, type Express } from 'express';
import type { AppContext } from '../context.js';
import type { Pipeline } from '../graphql/pipeline.js';
import type { Connections } from '../limits/connections.js';
import type { Overload } from '../limits/overload.js';
import { createGraphqlHandler } from './express-graphql.js';
import { expressPrototypes } from './express-prototypes.js';
import { createObserveRequest } from './observe.js';
import { createOpenResponses } from './open-responses.js';
import { createPage } from './page.js';
import { respondError } from './respond.js';
import type { EventSink } from './event-sink.js';
import { serveGraphql, serveRoute } from './route.js';
import { maxStreams, serveStream, type StreamRoute } from './stream.js';
import { createHolders } from '../limits/holders.js';
import { createSendResult } from './send-result.js';

export interface Listener {
  listen: RequestListener;
  /** Options for the HTTP server. */
  options: ServerOptions;
  /** From now on every response, also of requests in progress, asks its caller to reconnect elsewhere. */
  drain(): void;
}

export interface ListenerOptions {
  app: AppContext;
  pipeline: Pipeline;
  overload: Overload;
  connections: Pick<Connections, 'began' | 'ended'>;
  /** Whether the process is about to end; responses then ask their callers to reconnect before `drain` is called. */
  ending(): boolean;
  /** How often a stream of events sends a comment, in milliseconds. */
  commentMs: number;
}

/** Gives each request an id, measures it, and lets it end in exactly one response. */
export function createListener(options: ListenerOptions): Listener {
  const { app, connections, ending } = options;
  const sinks = new Set<EventSink>();
  const server = createExpress(options, sinks);
  const observe = createObserveRequest(app);
  const open = createOpenResponses();
  let draining = false;
  return {
    options: expressPrototypes(server),
    listen(request, response) {
      const header = request.headers['x-request-id'];
      const requestId = acceptRequestId(Array.isArray(header) ? header[0] : header);
      if (draining || ending()) closeAfter(response);
      const { socket } = request;
      const remove = open.add(response);
      connections.began(socket);
      const scope = { requestId };
      observe(request, response, scope, () => {
        remove();
        connections.ended(socket);
      });
      runInScope(scope, () => server(request, response));
    },
    drain() {
      draining = true;
      open.forEach(closeAfter);
      for (const sink of sinks) sink.cut();
    },
  };
}

function closeAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}

function createExpress(options: ListenerOptions, sinks: Set<EventSink>): Express {
  const { app, pipeline, overload, commentMs } = options;
  const handle = createGraphqlHandler(pipeline, createSendResult(pipeline));
  const server = express();
  server.disable('x-powered-by');
  server.disable('etag');
  server.set('query parser', false);
  const holders = createHolders(maxStreams);
  const streams: StreamRoute = { app, pipeline, overload, streams: holders, sinks, commentMs };
  if (app.config.subscriptions)
    server.all('/graphql/stream', (request, response) =>
      serveRoute(app, request, response, () => serveStream(streams, request, response)),
    );
  server.all('/graphql', (request, response) => serveGraphql({ app, overload, handle }, request, response));
  const page = createPage(app, overload);
  if (page !== undefined) server.use(page);
  else if (app.config.http.graphiql) {
    server.get('/', (_request, response) => {
      response.set('x-request-id', scopeId()).redirect(302, '/graphql');
    });
  }
  server.use((request, response) => {
    respondError(request, response, new CodedError('NOT_FOUND', 'GraphQL is at /graphql.'), scopeId());
  });
  server.use(lastResort(app));
  return server;
}

const scopeId = (): string => currentScope()?.requestId ?? '';

/** Express recognises an error handler by its four parameters. */
const lastResort =
  ({ logger }: AppContext): ErrorRequestHandler =>
  (error, request, response, _next) => {
    const { status } = error as { status?: number };
    if (status !== undefined && status < 500) {
      const malformed = new CodedError('BAD_REQUEST', 'The request is malformed.');
      return respondError(request, response, malformed, scopeId());
    }
    logger.error({ err: error as unknown }, 'a request failed unexpectedly');
    respondError(request, response, new CodedError('INTERNAL', 'Internal error'), scopeId());
  };
