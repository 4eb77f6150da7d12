import { performance } from 'node:perf_hooks';
import { isCodedError } from '@feed/platform/errors';
import type { RequestFacts } from '../auth/request-facts.js';
import type { AppContext } from '../context.js';
import { type LiveEvent, SlowReader } from '../subscriptions/subscriber.js';
import type { Documents } from './documents.js';
import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, GraphQLError } from './engine.js';
import { mapStream, type Stream } from './map-stream.js';
import type { OperationMetric } from './operation-metric.js';
import { type CheckedOperation, checkOperation, runChecked, wrapped } from './run.js';

/** The result for one event of a subscription. Without an id, it is the last: an error that ended the subscription. */
export interface StreamedResult {
  readonly eventId?: string;
  readonly result: ExecutionResult;
}

/**
 * Begins a subscription of a valid document; `contextValue` has to carry the facts of its request.
 * @returns a stream, which rejects with SlowReader; or the result when the subscription does not begin
 * Rejects with a GraphQLError when a limit rejects the operation or its deadline passes.
 */
export type Subscribe = (args: ExecutionArgs) => Promise<Stream<StreamedResult> | ExecutionResult>;

export interface SubscribeOptions {
  app: AppContext;
  documents: Documents;
  metric: OperationMetric;
  /** The context of the resolvers of one event. */
  contextOf(facts: RequestFacts): RequestFacts;
}

export function createSubscribe(options: SubscribeOptions): Subscribe {
  const { app, documents } = options;
  return async (args) => {
    const checked = checkOperation(app, documents, args);
    if ('errors' in checked) return checked;
    const { document, contextValue, operationName, schema } = args;
    const begin = () =>
      createSourceEventStream(schema, document, undefined, contextValue, checked.values, operationName);
    let source: AsyncIterable<LiveEvent> | ExecutionResult;
    try {
      source = (await app.shares.operation(
        contextValue as RequestFacts,
        checked.cost,
        begin,
      )) as typeof source;
    } catch (error) {
      throw isCodedError(error) ? wrapped(error) : error;
    }
    if (!(Symbol.asyncIterator in source)) return source;
    return mapStream(source as Stream<LiveEvent>, {
      map: async (event) => ({
        eventId: event.eventId,
        result: await resultFor(options, event, checked, args),
      }),
      mapError,
    });
  };
}

function mapError(error: unknown): StreamedResult {
  if (error instanceof SlowReader) throw error;
  return { result: { errors: [error instanceof GraphQLError ? error : wrapped(error)] } };
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
