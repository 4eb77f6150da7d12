import type { ErrorCode } from '@feed/platform/errors';
import type { RequestFacts } from '../auth/request-facts.js';
import type { RejectionRule } from '../limits/rules.js';
import { Rendered } from './answers/rendered.js';
import {
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
  Source,
} from './engine.js';
import type { Stream } from './map-stream.js';
import type { Pipeline } from './pipeline.js';
import type { EventResponse } from './subscribe.js';

/** The parameters of a GraphQL request. */
export interface OperationRequest {
  query: string;
  variables?: Record<string, unknown> | null;
  /** Needed when the document has several operations; an empty text counts as none. */
  operationName?: string | null;
}

/** The response of GraphQL, and what a transport has to know about its first error. */
export interface OperationResponse {
  /** No `data` when the operation did not run; no `errors` when there are none. */
  result: { data?: ExecutionResult['data']; errors?: GraphQLFormattedError[] };
  code: ErrorCode | undefined;
  retryAfterSeconds: number | undefined;
  rule: RejectionRule | undefined;
}

export type Execute = (request: OperationRequest, facts: RequestFacts) => Promise<OperationResponse>;

/**
 * Executes operations for transports that need no express-graphql, such as WebSocket and SSE. The returned function
 * never rejects: every failure becomes an error of the result.
 */
export function createExecute(pipeline: Pipeline): Execute {
  return async (request, facts) => {
    const prepared = prepare(pipeline, request, facts);
    return 'errors' in prepared ? responseOf(pipeline, prepared, facts) : runPrepared(pipeline, prepared);
  };
}

/** Parses and validates the document of a request, and finds its operation. @returns what the stages after it need, or why there are none */
export function prepare(
  pipeline: Pipeline,
  { query, variables, operationName }: OperationRequest,
  facts: RequestFacts,
): ExecutionArgs | { errors: readonly GraphQLError[] } {
  try {
    const document = pipeline.parse(new Source(query, 'GraphQL request'));
    const errors = pipeline.validate(document, facts);
    if (errors.length > 0) return { errors };
    const args = { schema: pipeline.schema, document, operationName: operationName ?? null };
    pipeline.typeOf(args);
    return { ...args, contextValue: pipeline.contextOf(facts), variableValues: variables ?? null };
  } catch (error) {
    return { errors: [error as GraphQLError] };
  }
}

/** Runs a query or a mutation of a valid document. Never rejects. */
export async function runPrepared(pipeline: Pipeline, args: ExecutionArgs): Promise<OperationResponse> {
  const facts = args.contextValue as RequestFacts;
  try {
    return responseOf(pipeline, await pipeline.run(args), facts);
  } catch (error) {
    return responseOf(pipeline, { errors: [error as GraphQLError] }, facts);
  }
}

/**
 * Begins a subscription of a valid document. Never rejects; the stream may, with SlowReader.
 * @param onEnd called once, when the stream has ended or is left
 * @returns the stream, or the response that says why there is none
 */
export async function subscribePrepared(
  pipeline: Pipeline,
  args: ExecutionArgs,
  onEnd: () => void,
): Promise<Stream<EventResponse> | OperationResponse> {
  const facts = args.contextValue as RequestFacts;
  const textOf = (result: ExecutionResult): string =>
    JSON.stringify(responseOf(pipeline, result, facts).result);
  let started: Awaited<ReturnType<Pipeline['subscribe']>>;
  try {
    started = await pipeline.subscribe(args, { textOf, onEnd });
  } catch (error) {
    started = { errors: [error as GraphQLError] };
  }
  if (Symbol.asyncIterator in started) return started;
  onEnd();
  return responseOf(pipeline, started, facts);
}

/** The response that a result becomes. Its errors are counted. */
export function responseOf(
  pipeline: Pipeline,
  { data, errors }: ExecutionResult,
  facts: RequestFacts,
): OperationResponse {
  const report = pipeline.report(facts);
  const result: OperationResponse['result'] = {};
  if (data !== undefined) result.data = valuesOf(data);
  if (errors && errors.length > 0) result.errors = errors.map((error) => report.format(error));
  pipeline.count(report);
  const { code, retryAfterSeconds, rule } = report;
  return { result, code, retryAfterSeconds, rule };
}

type Data = Exclude<ExecutionResult['data'], undefined>;

/** The data as values, also where it was written as text. */
function valuesOf(data: Data): Data {
  const written: unknown = data;
  return written instanceof Rendered ? (written.toJSON() as Data) : data;
}
