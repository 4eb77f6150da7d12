import { performance } from 'node:perf_hooks';
import { withDeadline } from '@feed/platform/deadline';
import { CodedError, isCodedError } from '@feed/platform/errors';
import type { RequestFacts } from '../auth/request-facts.js';
import { noteRequest } from '@feed/platform/request-context';
import type { AppContext } from '../context.js';
import { Rejection } from '../limits/rejection.js';
import type { Cost } from '../limits/shares.js';
import type { Execution } from './compile.js';
import { type Documents, recoded } from './documents.js';
import { type ExecutionArgs, type ExecutionResult, GraphQLError } from './engine.js';
import { statusOf } from './errors.js';
import { checkTexts } from './limits/response-size.js';
import { checkVariables } from './limits/well-formed.js';
import type { OperationMetric, Outcome } from './operation-metric.js';
import type { Operation } from './operation.js';
import { seesSchema } from './schema-access.js';

/** Up to this cost the texts of a result are not counted. */
const cheap = 500;

/**
 * Runs an operation of a valid document; `contextValue` has to carry the facts of its request.
 * Rejects with a GraphQLError when a limit rejects the operation or its deadline passes.
 */
export type Run = (args: ExecutionArgs) => Promise<ExecutionResult>;

export function createRun(app: AppContext, documents: Documents, metric: OperationMetric): Run {
  return async (args) => {
    const checked = checkOperation(app, documents, args);
    if ('errors' in checked) return checked;
    if (checked.operation.type === 'subscription')
      throw wrapped(new CodedError('BAD_REQUEST', 'Subscriptions are not served over this transport.'));
    return runChecked(app, metric, checked, args);
  };
}

/** An operation that may run, with its coerced variables. */
export interface CheckedOperation {
  readonly operation: Operation;
  readonly values: Readonly<Record<string, unknown>>;
  readonly cost: Cost;
}

/** @throws GraphQLError when a limit rejects the operation */
export function checkOperation(
  app: AppContext,
  documents: Documents,
  { document, operationName, variableValues, contextValue }: ExecutionArgs,
): CheckedOperation | { errors: readonly GraphQLError[] } {
  const facts = contextValue as RequestFacts;
  const operation = documents.operation(document, operationName);
  noteRequest({ operation: `${operation.type} ${operation.name}` });
  checkAccess(app, operation, facts);
  const given = variableValues ?? {};
  wrappingErrors(() => checkVariables(given));
  const coerced = operation.coerce(given, !seesSchema(app, facts));
  if (coerced.errors) return { errors: coerced.errors.map(asInputError) };
  const { values } = coerced;
  return { operation, values, cost: wrappingErrors(() => operation.cost(values)) };
}

/** Runs an operation, or its selection for one event. Rejects with a GraphQLError when a limit or the deadline is exceeded. */
export async function runChecked(
  app: AppContext,
  metric: OperationMetric,
  { operation, values, cost }: CheckedOperation,
  args: ExecutionArgs,
): Promise<ExecutionResult> {
  const facts = args.contextValue as RequestFacts;
  const startedAt = performance.now();
  const run = (): Execution => operation.run({ ...args, variableValues: values });
  let result: ExecutionResult;
  try {
    result = await inTime(app.shares.operation(facts, cost, run), facts.deadline);
  } catch (error) {
    throw isCodedError(error) ? wrapped(error) : error;
  }
  if (cost.most > cheap) wrappingErrors(() => checkTexts(result.data));
  observe(metric, operation, result, performance.now() - startedAt);
  return inOneOrder(result);
}

/** graphql puts the errors first, compiled code the data. */
function inOneOrder(result: ExecutionResult): ExecutionResult {
  const { data, errors } = result;
  return data === undefined || !errors ? result : { data, errors };
}

/** Transports format instances of GraphQLError only. */
function wrappingErrors<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw wrapped(error);
  }
}

export const wrapped = (error: unknown): GraphQLError =>
  new GraphQLError((error as Error).message, undefined, undefined, undefined, undefined, error as Error);

const asInputError = (error: GraphQLError): GraphQLError =>
  recoded(error, new Rejection('malformed', 'INVALID_INPUT', error.message));

function checkAccess(app: AppContext, { introspects }: Operation, facts: RequestFacts): void {
  if (introspects && !seesSchema(app, facts)) {
    const message = 'Reading the schema needs a login.';
    throw wrapped(new Rejection('introspection', 'UNAUTHENTICATED', message));
  }
}

/** The result, unless the request's deadline passes first; a late result is dropped. */
function inTime(execution: Execution, deadline: number): Execution {
  if (!(execution instanceof Promise)) return execution;
  return withDeadline(execution, deadline - performance.now(), tooLate);
}

const tooLate = (): GraphQLError =>
  wrapped(new Rejection('timeout', 'TIMEOUT', 'The request took too long.'));

function observe(
  metric: OperationMetric,
  { type, name }: Operation,
  { errors }: ExecutionResult,
  ms: number,
): void {
  const labels = { operation_type: type, operation_name: name, outcome: outcomeOf(errors) };
  metric.observe(labels, ms / 1000);
}

function outcomeOf(errors: ExecutionResult['errors']): Outcome {
  if (!errors || errors.length === 0) return 'ok';
  const causedByCaller = errors.every(({ originalError }) => {
    return originalError instanceof CodedError && statusOf(originalError.code) < 500;
  });
  return causedByCaller ? 'ok' : 'error';
}
