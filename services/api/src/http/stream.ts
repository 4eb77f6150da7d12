import { CodedError } from '@feed/platform/errors';
import { noteRequest, runOutsideScopes } from '@feed/platform/request-context';
import type { Request, Response } from 'express';
import { admit } from '../auth/admit.js';
import { callerAddress } from '../auth/caller-address.js';
import type { RequestFacts } from '../auth/request-facts.js';
import type { AppContext } from '../context.js';
import type { ExecutionArgs } from '../graphql/engine.js';
import { extensionsOf, statusOf } from '../graphql/errors.js';
import {
  type OperationResponse,
  prepare,
  responseOf,
  runPrepared,
  subscribePrepared,
} from '../graphql/execute.js';
import type { Stream } from '../graphql/map-stream.js';
import type { Pipeline } from '../graphql/pipeline.js';
import type { EventResponse } from '../graphql/subscribe.js';
import { callerKey } from '../limits/caller.js';
import type { Holders } from '../limits/holders.js';
import type { Overload } from '../limits/overload.js';
import { Rejection } from '../limits/rejection.js';
import { SlowReader } from '../subscriptions/subscriber.js';
import { type Body, readBody } from './body.js';
import { type EventSink, openEventSink } from './event-sink.js';
import { readParameters } from './parameters.js';
import { acceptedType, respond } from './respond.js';

/** The streams that an account may have in this process. */
export const maxStreams = 20;

export interface StreamRoute {
  app: AppContext;
  pipeline: Pipeline;
  overload: Overload;
  /** The streams of each account. */
  streams: Holders;
  /** The streams that are open. */
  sinks: Set<EventSink>;
  /** How often a stream sends a comment, in milliseconds. */
  commentMs: number;
}

/**
 * Server-sent events at /graphql/stream: "distinct connections" of the protocol of graphql-sse, one operation each.
 * @throws CodedError for a request that is answered before its operation begins
 */
export async function serveStream(route: StreamRoute, request: Request, response: Response): Promise<void> {
  const { app, pipeline, overload } = route;
  checkMode(request);
  overload.check();
  const admitted = admit(app, request.headers, callerAddress(request, app.config.http.trustedProxies));
  const lastEventId = request.headers['last-event-id'];
  const facts = { ...admitted, ...(typeof lastEventId === 'string' && { lastEventId }) };
  const body: Body = request.method === 'POST' ? await readBody(request) : {};
  const { query, variables, operationName } = readParameters(request.url, body);
  if (query === null) throw new Rejection('malformed', 'BAD_REQUEST', 'Must provide query string.');
  const prepared = prepare(pipeline, { query, variables, operationName }, facts);
  if ('errors' in prepared)
    return respondRejected(request, response, facts, responseOf(pipeline, prepared, facts));
  overload.enter();
  try {
    await begin(route, request, response, prepared);
  } finally {
    overload.leave();
  }
}

function checkMode({ method, headers, url }: Request): void {
  const single = 'x-graphql-event-stream-token' in headers || /[?&]token=/.test(url);
  if (single || method === 'PUT' || method === 'DELETE')
    throw new Rejection('malformed', 'BAD_REQUEST', 'Open a connection of its own for each operation.');
  if (method !== 'GET' && method !== 'POST')
    throw new Rejection('method', 'METHOD_NOT_ALLOWED', 'Use GET or POST.');
  if (!headers.accept?.includes('text/event-stream'))
    throw new Rejection('malformed', 'BAD_REQUEST', 'Accept text/event-stream.');
}

function respondRejected(
  request: Request,
  response: Response,
  { requestId }: RequestFacts,
  { result, code }: OperationResponse,
): void {
  const body = JSON.stringify(result);
  if (code) noteRequest({ code });
  respond(response, { requestId, status: statusOf(code), type: acceptedType(request), body });
}

async function begin(
  { app, pipeline, streams, sinks, commentMs }: StreamRoute,
  request: Request,
  response: Response,
  prepared: ExecutionArgs,
): Promise<void> {
  const facts = prepared.contextValue as RequestFacts;
  const type = pipeline.typeOf(prepared);
  if (type === 'mutation' && request.method === 'GET')
    throw new Rejection('method', 'METHOD_NOT_ALLOWED', 'Send mutations with POST.');
  const account = callerKey(facts);
  if (!streams.take(account)) throw new CodedError('CONFLICT', `You can have at most ${maxStreams} streams`);
  const give = (): void => streams.give(account);
  const started =
    type === 'subscription'
      ? await subscribePrepared(pipeline, prepared, give)
      : await runPrepared(pipeline, prepared).finally(give);
  const sink = openEventSink(response, facts.requestId, commentMs);
  if (!(Symbol.asyncIterator in started)) return sink.finish(JSON.stringify(started.result));
  sinks.add(sink);
  response.once('close', () => {
    sinks.delete(sink);
    void started.return(undefined);
  });
  const { viewer } = facts;
  if (viewer)
    response.once(
      'close',
      app.openSessions.watch(viewer.sessionId, () => sink.finish(loggedOut(facts))),
    );
  // The request has begun its response, and counts as in progress no longer.
  runOutsideScopes(() => void follow(app, sink, started));
}

const loggedOut = ({ requestId }: RequestFacts): string => {
  const error = new CodedError('UNAUTHENTICATED', 'The session has ended.');
  return JSON.stringify({
    errors: [{ message: error.message, extensions: extensionsOf(error, requestId) }],
  });
};

/** Sends events until the stream ends, or its reader is too slow or gone. */
async function follow({ logger }: AppContext, sink: EventSink, events: Stream<EventResponse>): Promise<void> {
  try {
    for await (const { eventId, text } of events) sink.next(text, eventId);
    sink.finish();
  } catch (error) {
    if (!(error instanceof SlowReader))
      logger.error({ err: error }, 'a stream of events failed unexpectedly');
    sink.cut();
  }
}
