import { CodedError, isCodedError } from '@feed/platform/errors';
import { currentScope, noteRequest } from '@feed/platform/request-context';
import type { Request, Response } from 'express';
import { admit } from '../auth/admit.js';
import { callerAddress } from '../auth/caller-address.js';
import type { AppContext } from '../context.js';
import { countErrors } from '../graphql/errors.js';
import type { Overload } from '../limits/overload.js';
import { Rejection } from '../limits/rejection.js';
import { readBody } from './body.js';
import { allowOrigin } from './cors.js';
import type { GraphqlHandler } from './express-graphql.js';
import { graphiqlPage } from './graphiql.js';
import { readParameters } from './parameters.js';
import { respond, respondError } from './respond.js';

export interface GraphqlRoute {
  app: AppContext;
  overload: Overload;
  handle: GraphqlHandler;
}

/** Everything at /graphql: preflights, rejections, the page for browsers, and GraphQL itself. */
export const serveGraphql = (route: GraphqlRoute, request: Request, response: Response): Promise<void> =>
  serveRoute(route.app, request, response, () => serve(route, request, response));

/** Answers preflights, and requests that fail before GraphQL has begun its response. */
export async function serveRoute(
  app: AppContext,
  request: Request,
  response: Response,
  serveOperation: () => Promise<void>,
): Promise<void> {
  allowOrigin(request, response, app.config.http.corsOrigins);
  if (request.method === 'OPTIONS') {
    const headers = { allow: methods };
    return respond(response, {
      requestId: scopeId(),
      status: 204,
      type: 'text/plain',
      body: '',
      headers,
    });
  }
  try {
    await serveOperation();
  } catch (error) {
    sendFailure(app, request, response, error);
  }
}

const methods = 'GET, POST, OPTIONS';

const scopeId = (): string => currentScope()?.requestId ?? '';

async function serve(
  { app, overload, handle }: GraphqlRoute,
  request: Request,
  response: Response,
): Promise<void> {
  overload.check();
  const facts = admit(app, request.headers, callerAddress(request, app.config.http.trustedProxies));
  if (request.method === 'GET' || request.method === 'HEAD') {
    if (app.config.http.graphiql && wantsPage(request))
      return respond(response, { requestId: facts.requestId, ...graphiqlPage(request.url) });
  } else if (request.method !== 'POST') {
    throw new Rejection('method', 'METHOD_NOT_ALLOWED', 'Use GET or POST.');
  }
  const body = request.method === 'POST' ? await readBody(request) : {};
  const parameters = readParameters(request.url, body);
  // Only after the body is complete, so that slow senders do not keep other callers out.
  overload.enter();
  try {
    await handle(request, response, facts, parameters);
  } finally {
    overload.leave();
  }
}

/** Browsers put HTML first; clients that accept JSON, or anything, get JSON. */
const wantsPage = (request: Request): boolean => {
  const { accept } = request.headers;
  return accept !== undefined && accept.includes('text/html') && request.accepts(['json', 'html']) === 'html';
};

/** Responds with what failed outside of GraphQL. The connection is closed if part of the body is still unread. */
function sendFailure(app: AppContext, request: Request, response: Response, error: unknown): void {
  const coded = isCodedError(error) ? error : new CodedError('INTERNAL', 'Internal error', { cause: error });
  countErrors(app.instruments, {
    code: coded.code,
    rule: coded instanceof Rejection ? coded.rule : undefined,
  });
  noteRequest({ code: coded.code });
  if (coded.code === 'INTERNAL') app.logger.error({ err: coded }, 'a request failed unexpectedly');
  const close = request.complete ? undefined : { connection: 'close' };
  const allow = coded.code === 'METHOD_NOT_ALLOWED' ? { allow: methods } : undefined;
  respondError(request, response, coded, scopeId(), { ...close, ...allow });
}
