import { performance } from 'node:perf_hooks';
import { isCodedError } from '@feed/platform/errors';
import type { RequestFacts } from '../auth/request-facts.js';
import type { AppContext } from '../context.js';
import { includedCost } from '../limits/cost-rate.js';
import { Turns } from '../limits/turns.js';
import { type LiveEvent, SlowReader } from '../subscriptions/subscriber.js';
import type { Documents } from './documents.js';
import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, GraphQLError } from './engine.js';
import { mapStream, type Stream } from './map-stream.js';
import type { OperationMetric } from './operation-metric.js';
import { type CheckedOperation, checkOperation, runChecked, wrapped } from './run.js';

/** The response to one event. Without an id, it is the last: an error that ended the subscription. */
export interface EventResponse {
  readonly eventId?: string;
  /** The response as JSON. */
  readonly text: string;
}

export interface Reception {
  /** The response that a result becomes, as JSON. */
  textOf(result: ExecutionResult): string;
  /** Called once, when the stream has ended or is left. */
  onEnd(): void;
}

/**
 * Begins a subscription of a valid document; `contextValue` has to carry the facts of its request.
 * @returns a stream, which rejects with SlowReader; or the result when the subscription does not begin
 * Rejects with a GraphQLError when a limit rejects the operation or its deadline passes.
 */
export type Subscribe = (
  args: ExecutionArgs,
  reception: Reception,
) => Promise<Stream<EventResponse> | ExecutionResult>;

export interface SubscribeOptions {
  app: AppContext;
  documents: Documents;
  metric: OperationMetric;
  /** The context of the resolvers of one event. */
  contextOf(facts: RequestFacts): RequestFacts;
}

/**
 * Events that are executed at once. A thousand subscribers get one in the same moment, and would use up what all requests
 * of the process share.
 */
const maxExecuted = 8;

export function createSubscribe(options: SubscribeOptions): Subscribe {
  const { app, documents } = options;
  const turns = new Turns<null>({ max: maxExecuted, queue: Infinity, full: () => new Error('never full') });
  return async (args, { textOf, onEnd }) => {
    const checked = checkOperation(app, documents, args);
    if ('errors' in checked) return checked;
    const source = await begin(app, checked, args);
    if (!(Symbol.asyncIterator in source)) return source;
    const execute = async (event: LiveEvent): Promise<EventResponse> => {
      const result = await turns.run(null, () => resultFor(options, event, checked, args));
      return { eventId: event.eventId, text: textOf(result) };
    };
    return mapStream(source as Stream<LiveEvent>, {
      map: (event) => written(checked, event) ?? execute(event),
      mapError: (error) => ({ text: textOf({ errors: [errorOf(error)] }) }),
      onEnd,
    });
  };
}

async function begin(
  app: AppContext,
  { values, cost }: CheckedOperation,
  { document, contextValue, operationName, schema }: ExecutionArgs,
): Promise<AsyncIterable<unknown> | ExecutionResult> {
  const create = () =>
    createSourceEventStream(schema, document, undefined, contextValue, values, operationName);
  try {
    return await app.shares.operation(contextValue as RequestFacts, cost, create);
  } catch (error) {
    throw isCodedError(error) ? wrapped(error) : error;
  }
}

/** @throws SlowReader: the transport ends the connection then */
function errorOf(error: unknown): GraphQLError {
  if (error instanceof SlowReader) throw error;
  return error instanceof GraphQLError ? error : wrapped(error);
}

/** The response as all get it who subscribed with this document, unless it has to be executed for each of them. */
function written(
  { operation: { writeEvent }, cost }: CheckedOperation,
  { eventId, root }: LiveEvent,
): EventResponse | undefined {
  // What costs more is charged to the account.
  if (!writeEvent || cost.planned > includedCost) return undefined;
  try {
    return { eventId, text: writeEvent(root) };
  } catch {
    return undefined;
  }
}

/** Each event has a deadline of its own, and loaders that have read nothing yet. */
async function resultFor(
  { app, metric, contextOf }: SubscribeOptions,
  { root }: LiveEvent,
  checked: CheckedOperation,
  args: ExecutionArgs,
): Promise<ExecutionResult> {
  const deadline = performance.now() + app.config.http.requestTimeoutMs;
  const contextValue = contextOf({ ...(args.contextValue as RequestFacts), deadline });
  try {
    return await runChecked(app, metric, checked, { ...args, contextValue, rootValue: root });
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}
