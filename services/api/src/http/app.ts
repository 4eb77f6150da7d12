import type { RequestListener, ServerOptions, ServerResponse } from 'node:http';
import { CodedError } from '@feed/platform/errors';
import { acceptRequestId, currentScope, runInScope } from '@feed/platform/request-context';
import express, { type ErrorRequestHandler, type Express } from 'express';
import type { AppContext } from '../context.js';
import { createGraphqlHandler } from './handler.js';
import { buildSchema } from '../schema.js';
import { answerError } from './answer.js';
import { expressPrototypes } from './express-prototypes.js';
import { serveGraphql } from './graphql-route.js';
import { observeRequest } from './observe.js';
import type { Overload } from './overload.js';

export interface Listener {
  listen: RequestListener;
  /** For the server that listens. */
  options: ServerOptions;
  /** From now on every answer, those in hand included, asks its caller to connect anew, elsewhere. */
  drain(): void;
}

/**
 * What the api's server answers with: each request gets an id, is measured, and ends in exactly one answer.
 * @param ending whether the process is about to end; answers then ask their callers to connect anew already
 */
export function createListener(app: AppContext, overload: Overload, ending: () => boolean): Listener {
  const server = createExpress(app, overload);
  const open = new Set<ServerResponse>();
  let draining = false;
  return {
    options: expressPrototypes(server),
    listen(request, response) {
      const header = request.headers['x-request-id'];
      const requestId = acceptRequestId(Array.isArray(header) ? header[0] : header);
      if (draining || ending()) hangUpAfter(response);
      open.add(response);
      observeRequest(app, request, response, requestId, () => open.delete(response));
      runInScope({ requestId }, () => server(request, response));
    },
    drain() {
      draining = true;
      for (const response of open) hangUpAfter(response);
    },
  };
}

function hangUpAfter(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}

function createExpress(app: AppContext, overload: Overload): Express {
  const handle = createGraphqlHandler(app, buildSchema());
  const server = express();
  server.disable('x-powered-by');
  server.disable('etag');
  server.set('query parser', false);
  server.all('/graphql', (request, response) => serveGraphql({ app, overload, handle }, request, response));
  server.get('/', (_request, response) => {
    response.set('x-request-id', requestIdNow()).redirect(302, '/graphql');
  });
  server.use((request, response) => {
    answerError(request, response, new CodedError('NOT_FOUND', 'GraphQL is at /graphql.'), requestIdNow());
  });
  server.use(lastResort(app));
  return server;
}

const requestIdNow = (): string => currentScope()?.requestId ?? '';

/** Express knows it by its four parameters. */
const lastResort =
  ({ logger }: AppContext): ErrorRequestHandler =>
  (error, request, response, _next) => {
    const { status } = error as { status?: number };
    if (status !== undefined && status < 500) {
      return answerError(
        request,
        response,
        new CodedError('BAD_REQUEST', 'The request is malformed.'),
        requestIdNow(),
      );
    }
    logger.error({ err: error as unknown }, 'a request failed unexpectedly');
    answerError(request, response, new CodedError('INTERNAL', 'Internal error'), requestIdNow());
  };
