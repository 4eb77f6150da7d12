import { performance } from 'node:perf_hooks';
import { withDeadline } from '@feed/platform/deadline';
import { CodedError } from '@feed/platform/errors';
import type { AppContext } from '../context.js';
import { type Budget, createBudget } from '../limits/budget.js';
import { Rejection } from '../limits/rejection.js';
import { type Documents, recoded } from './documents.js';
import { type ExecutionArgs, type ExecutionResult, GraphQLError } from './engine.js';
import { statusOf } from './errors.js';
import type { OperationMetric, Outcome } from './operation-metric.js';
import type { Execution, Operation } from './operation.js';
import type { RequestContext } from '../kit/request-context.js';
import { checkTexts } from './limits/answer-size.js';

/** In objects, of which one may take 10,000 characters: all that run at once, and one whose texts are not counted. */
const maxCostInFlight = 20_000;
const cheap = 500;

type Execute = (args: ExecutionArgs) => Promise<ExecutionResult>;

/** Runs operations of documents that were found valid. Rejects with a GraphQLError what a limit refuses. */
export function createExecute(app: AppContext, documents: Documents, metric: OperationMetric): Execute {
  const inFlight = createBudget('cost_in_flight', maxCostInFlight, 'Too many objects are being read.');
  return async (args) => {
    const context = args.contextValue as RequestContext;
    const operation = documents.operation(args.document, args.operationName);
    const variables = args.variableValues ?? {};
    admit(app, operation, context);
    const cost = takeCost(operation, variables, inFlight);
    const startedAt = performance.now();
    let result: ExecutionResult;
    try {
      result = await inTime(operation.run({ ...args, variableValues: variables }), context.deadline);
    } finally {
      inFlight.give(cost);
    }
    if (cost > cheap) refusing(() => checkTexts(result.data));
    observe(metric, operation, result, performance.now() - startedAt);
    return result.data === undefined ? { errors: result.errors?.map(asInputError) ?? [] } : result;
  };
}

/** What it takes is to be given back. */
function takeCost(operation: Operation, variables: Record<string, unknown>, inFlight: Budget): number {
  return refusing(() => {
    const cost = operation.cost(variables);
    inFlight.take(cost);
    return cost;
  });
}

/** Express-graphql shows what is refused here only as an error of GraphQL's own. */
function refusing<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw wrapped(error);
  }
}

const wrapped = (error: unknown): GraphQLError =>
  new GraphQLError((error as Error).message, undefined, undefined, undefined, undefined, error as Error);

/** Without data and without a path: the variables did not fit. */
const asInputError = (error: GraphQLError): GraphQLError =>
  recoded(error, new Rejection('malformed', 'INVALID_INPUT', error.message));

function admit({ config }: AppContext, { introspects, type }: Operation, { viewer }: RequestContext): void {
  if (type === 'subscription') {
    throw wrapped(new CodedError('BAD_REQUEST', 'Subscriptions are not served over this transport.'));
  }
  if (introspects && !viewer && config.introspection === 'authenticated') {
    const message = 'Reading the schema needs a login.';
    throw wrapped(new Rejection('introspection', 'UNAUTHENTICATED', message));
  }
}

/** The result, unless the request's deadline passes first; late results are dropped. */
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
  const byCaller = errors.every(({ originalError }) => {
    return originalError instanceof CodedError && statusOf(originalError.code) < 500;
  });
  return byCaller ? 'ok' : 'error';
}
