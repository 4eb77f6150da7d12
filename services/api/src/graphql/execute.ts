import type { ErrorCode } from '@feed/platform/errors';
import type { RequestFacts } from '../auth/request-facts.js';
import type { RejectionRule } from '../limits/rules.js';
import { Rendered } from './answers/rendered.js';
import { type ExecutionResult, type GraphQLError, type GraphQLFormattedError, Source } from './engine.js';
import type { Pipeline } from './pipeline.js';

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
    const report = pipeline.report(facts);
    const { data, errors } = await resultOf(pipeline, request, facts);
    const result: OperationResponse['result'] = {};
    if (data !== undefined) result.data = valuesOf(data);
    if (errors && errors.length > 0) result.errors = errors.map((error) => report.format(error));
    pipeline.count(report);
    const { code, retryAfterSeconds, rule } = report;
    return { result, code, retryAfterSeconds, rule };
  };
}

type Data = Exclude<ExecutionResult['data'], undefined>;

/** The data as values, also where it was written as text. */
function valuesOf(data: Data): Data {
  const written: unknown = data;
  return written instanceof Rendered ? (written.toJSON() as Data) : data;
}

async function resultOf(
  pipeline: Pipeline,
  { query, variables, operationName }: OperationRequest,
  facts: RequestFacts,
): Promise<ExecutionResult> {
  try {
    const document = pipeline.parse(new Source(query, 'GraphQL request'));
    const errors = pipeline.validate(document, facts);
    if (errors.length > 0) return { errors };
    return await pipeline.run({
      schema: pipeline.schema,
      document,
      contextValue: pipeline.contextOf(facts),
      variableValues: variables ?? null,
      operationName: operationName ?? null,
    });
  } catch (error) {
    return { errors: [error as GraphQLError] };
  }
}
