import type { IncomingMessage } from 'node:http';
import { performance } from 'node:perf_hooks';
import { CodedError } from '@feed/platform/errors';
import { newRequestId, runInScope } from '@feed/platform/request-context';
import { type Context, makeServer, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { headerText } from '../auth/header-text.js';
import type { RequestFacts, Viewer } from '../auth/request-facts.js';
import { readViewer } from '../auth/viewer.js';
import type { AppContext } from '../context.js';
import type { ExecutionArgs, GraphQLError } from '../graphql/engine.js';
import {
  type OperationResponse,
  prepare,
  responseOf,
  runPrepared,
  subscribePrepared,
} from '../graphql/execute.js';
import { handled, type Stream } from '../graphql/map-stream.js';
import type { Pipeline } from '../graphql/pipeline.js';
import { wrapped } from '../graphql/run.js';
import type { Holders } from '../limits/holders.js';
import type { Overload } from '../limits/overload.js';
import { SlowReader } from '../subscriptions/subscriber.js';
import { closeCodes } from './socket.js';

const maxSubscriptions = 20;

/** A connection, with what is known about its caller. */
export interface Peer {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  readonly address: string;
  /** Undefined before `connection_init`. */
  viewer?: Viewer;
  subscriptions: number;
  send(message: string): void;
  /** Ends everything at once, because its reader is slow: the socket is open until the reader has read the rest. */
  drop(): void;
}

export interface ProtocolOptions {
  app: AppContext;
  pipeline: Pipeline;
  overload: Pick<Overload, 'enter' | 'leave'>;
  /** The connections of each account. */
  sockets: Holders;
  maxSockets: number;
  /** How long a client may take to send `connection_init`, in milliseconds. */
  initMs: number;
}

type Params = { authorization?: unknown; Authorization?: unknown };
type Ctx = Context<Params, Peer>;

/** The messages of graphql-transport-ws, with operations that run through the pipeline. */
export function createProtocol(options: ProtocolOptions): Server<Peer> {
  const { pipeline, initMs } = options;
  return makeServer<Params, Peer>({
    connectionInitWaitTimeout: initMs,
    onConnect: (ctx) => connect(options, ctx),
    onSubscribe: (ctx, id, payload) => begin(options, ctx, id, payload),
    execute: (args) => run(options, args as ExecutionArgs) as never,
    subscribe: (args) => stream(options, args as ExecutionArgs) as never,
    // They have been formatted.
    onNext: (_ctx, _id, _payload, _args, result) => result as never,
    onError(ctx, _id, _payload, errors) {
      const [first] = errors as readonly GraphQLError[];
      if (first?.originalError instanceof SlowReader) ctx.extra.drop();
      const facts = factsOf(options.app, ctx.extra);
      return (responseOf(pipeline, { errors: errors as never }, facts).result.errors ?? []) as never;
    },
  }) as Server<Peer>;
}

/** The first token of those that a client may send is used. */
function connect(
  { app, sockets, maxSockets }: ProtocolOptions,
  { connectionParams = {}, extra }: Ctx,
): boolean {
  const { socket, request } = extra;
  const given = connectionParams.authorization ?? connectionParams.Authorization;
  const text = typeof given === 'string' ? given : request.headers.authorization;
  // Clients of the original system send the token alone.
  const { viewer } = readViewer(app, text?.includes(' ') === false ? `Bearer ${text}` : text);
  if (!viewer) return false;
  if (!sockets.take(viewer.userId)) {
    socket.close(closeCodes.tryLater, `You can have at most ${maxSockets} connections`);
    return true;
  }
  extra.viewer = viewer;
  const unwatch = app.openSessions.watch(viewer.sessionId, () =>
    socket.close(closeCodes.forbidden, 'Forbidden'),
  );
  socket.once('close', () => {
    sockets.give(viewer.userId);
    unwatch();
  });
  return true;
}

/** The facts of an operation that has just arrived. */
function factsOf(app: AppContext, { request, address, viewer }: Peer): RequestFacts {
  return {
    viewer: viewer ?? null,
    loginFault: null,
    requestId: newRequestId(),
    address,
    userAgent: headerText(request.headers['user-agent']),
    idempotencyKey: undefined,
    deadline: performance.now() + app.config.http.requestTimeoutMs,
  };
}

interface Payload {
  query: string;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
  extensions?: Record<string, unknown> | null | undefined;
}

interface Asked {
  readonly peer: Peer;
  /** The client's name for the operation. */
  readonly id: string;
}

/** Carries from the beginning of an operation to its execution who asked for it. */
const askers = new WeakMap<object, Asked>();

function begin(
  { app, pipeline }: ProtocolOptions,
  { extra }: Ctx,
  id: string,
  { query, operationName, variables, extensions }: Payload,
): ExecutionArgs | readonly GraphQLError[] {
  if (extra.viewer && app.revokedSessions.has(extra.viewer.sessionId)) {
    extra.socket.close(closeCodes.forbidden, 'Forbidden');
  }
  const key = extensions?.['idempotencyKey'];
  const facts = { ...factsOf(app, extra), idempotencyKey: typeof key === 'string' ? key : undefined };
  try {
    app.limiter.request(facts);
  } catch (error) {
    return [wrapped(error)];
  }
  const request = { query, operationName: operationName ?? null, variables: variables ?? null };
  const prepared = prepare(pipeline, request, facts);
  if ('errors' in prepared) return prepared.errors;
  askers.set(prepared.contextValue as object, { peer: extra, id });
  return prepared;
}

type Result = OperationResponse['result'];

async function run({ pipeline, overload }: ProtocolOptions, args: ExecutionArgs): Promise<Result> {
  const facts = args.contextValue as RequestFacts;
  try {
    overload.enter();
  } catch (error) {
    return responseOf(pipeline, { errors: [wrapped(error)] }, facts).result;
  }
  try {
    const { result } = await runInScope({ requestId: facts.requestId }, () => runPrepared(pipeline, args));
    return result;
  } finally {
    overload.leave();
  }
}

/** A subscription, of which graphql-ws gets nothing but the end; or the result that says why there is none. */
async function stream({ pipeline }: ProtocolOptions, args: ExecutionArgs): Promise<Stream<never> | Result> {
  const facts = args.contextValue as RequestFacts;
  const { peer, id } = askers.get(facts) as Asked;
  if (peer.subscriptions >= maxSubscriptions) {
    const message = `You can have at most ${maxSubscriptions} subscriptions on a connection`;
    return responseOf(pipeline, { errors: [wrapped(new CodedError('CONFLICT', message))] }, facts).result;
  }
  peer.subscriptions += 1;
  const end = (): void => void (peer.subscriptions -= 1);
  const started = await runInScope({ requestId: facts.requestId }, () =>
    subscribePrepared(pipeline, args, end),
  );
  if (!(Symbol.asyncIterator in started)) return started.result;
  const head = `{"id":${JSON.stringify(id)},"type":"next","payload":`;
  return handled(started, ({ text }) => peer.send(`${head}${text}}`));
}
