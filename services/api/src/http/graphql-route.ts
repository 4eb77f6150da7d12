import { performance } from 'node:perf_hooks';
import type { Request, Response } from 'express';
import { CodedError, isCodedError } from '@feed/platform/errors';
import { currentScope } from '@feed/platform/request-context';
import { readViewer } from '../auth/viewer.js';
import type { AppContext } from '../context.js';
import type { GraphqlHandler } from './handler.js';
import type { RequestFacts } from '../kit/request-context.js';
import { Rejection } from '../limits/rejection.js';
import { callerAddress } from './address.js';
import { answer, answerError } from './answer.js';
import { readBody } from './body.js';
import { allowOrigin } from './cors.js';
import { graphiqlPage } from './graphiql.js';
import type { Overload } from './overload.js';

export interface GraphqlRoute {
  app: AppContext;
  overload: Overload;
  handle: GraphqlHandler;
}

/** Everything at /graphql: refusals, the page for browsers, and GraphQL itself. */
export async function serveGraphql(route: GraphqlRoute, request: Request, response: Response): Promise<void> {
  const requestId = currentScope()?.requestId ?? '';
  allowOrigin(request, response, route.app.config.http.corsOrigins);
  if (request.method === 'OPTIONS') {
    const headers = { allow: methods };
    return answer(response, { requestId, status: 204, type: 'text/plain', body: '', headers });
  }
  try {
    await perform(route, request, response, requestId);
  } catch (error) {
    refuse(route.app, request, response, error, requestId);
  }
}

const methods = 'GET, POST, OPTIONS';

async function perform(
  { app, overload, handle }: GraphqlRoute,
  request: Request,
  response: Response,
  requestId: string,
): Promise<void> {
  overload.check();
  const facts: RequestFacts = {
    viewer: readViewer(app, request.headers.authorization),
    requestId,
    address: callerAddress(request, app.config.http.trustedProxies),
    userAgent: request.headers['user-agent'],
    idempotencyKey: headerText(request, 'idempotency-key'),
    deadline: performance.now() + app.config.http.requestTimeoutMs,
  };
  app.limiter.read(facts);
  if (request.method === 'GET' || request.method === 'HEAD') {
    if (wantsPage(request)) return answer(response, { requestId, ...graphiqlPage(request.url) });
    request.body = {};
  } else if (request.method === 'POST') {
    request.body = await readBody(request);
  } else {
    throw new Rejection('method', 'METHOD_NOT_ALLOWED', 'Use GET or POST.');
  }
  // Only now: a caller who is slow to say what it wants takes nobody's place.
  overload.enter();
  try {
    await handle(request, response, facts);
  } finally {
    overload.leave();
  }
}

/** Browsers put HTML first; clients that take JSON, or anything, get JSON. */
const wantsPage = (request: Request): boolean => {
  const { accept } = request.headers;
  return accept !== undefined && accept.includes('text/html') && request.accepts(['json', 'html']) === 'html';
};

function headerText(request: Request, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** What went wrong before GraphQL took over. The connection ends if the rest of a body would have to be read. */
function refuse(
  app: AppContext,
  request: Request,
  response: Response,
  error: unknown,
  requestId: string,
): void {
  const coded = isCodedError(error) ? error : new CodedError('INTERNAL', 'Internal error', { cause: error });
  app.instruments.errors.inc({ code: coded.code });
  if (coded instanceof Rejection) app.instruments.rejected.inc({ rule: coded.rule });
  if (coded.code === 'INTERNAL') app.logger.error({ err: coded }, 'a request failed unexpectedly');
  const close = request.complete ? undefined : { connection: 'close' };
  const allow = coded.code === 'METHOD_NOT_ALLOWED' ? { allow: methods } : undefined;
  answerError(request, response, coded, requestId, { ...close, ...allow });
}
