import { performance } from 'node:perf_hooks';
import type { Request, Response } from 'express';
import { type OptionsData, graphqlHTTP } from './express-graphql.js';
import { withDeadline } from '@feed/platform/deadline';
import { CodedError } from '@feed/platform/errors';
import type { AppContext } from '../context.js';
import { acceptedType, answer } from '../http/answer.js';
import { Rejection } from '../limits/rejection.js';
import { type Documents, createDocuments, recoded } from './documents.js';
import {
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  type Source,
} from './engine.js';
import { type ErrorReport, createErrorReport, statusOf } from './errors.js';
import { type OperationMetric, type Outcome, declareOperationMetric } from './operation-metric.js';
import type { Execution, Operation } from './operation.js';
import { type RequestContext, type RequestFacts, createRequestContext } from './request-context.js';

/** Answers one request whose body, if it has one, is in `request.body` already. */
export type GraphqlHandler = (request: Request, response: Response, facts: RequestFacts) => Promise<void>;

const optionsKey = Symbol('express-graphql options');

type Carrier = object & { [optionsKey]?: OptionsData };

/**
 * GraphQL by express-graphql, used through its hooks: what depends on the query text alone is computed once, and its
 * answer is written here, without Express's own `json`.
 */
export function createGraphqlHandler(app: AppContext, schema: GraphQLSchema): GraphqlHandler {
  const documents = createDocuments(schema, (result) =>
    app.instruments.cache.inc({ cache: 'document', result }),
  );
  const shared = {
    schema,
    graphiql: false,
    customParseFn: (source: Source) => documents.parse(source),
    customValidateFn: (_schema: GraphQLSchema, document: Parameters<Documents['validate']>[0]) =>
      documents.validate(document),
    customExecuteFn: createExecute(app, documents, declareOperationMetric(app.metrics, schema)),
  };
  const serve = graphqlHTTP((request: Carrier) => request[optionsKey] as OptionsData);
  return async (request, response, facts) => {
    const report = createErrorReport(app.logger, facts.requestId);
    const context = createRequestContext(app, facts);
    (request as Carrier)[optionsKey] = { ...shared, context, customFormatErrorFn: report.format };
    // Marked as raw, the request is not asked again whether it would rather have HTML.
    request.body.raw = true;
    // V8 takes a function that is assigned to a property where it is written for one that stays, and would keep it, and
    // the whole request with it, until the next full collection.
    const json = (result: ExecutionResult): Response =>
      finish({ app, request, response, report, requestId: facts.requestId }, result);
    response.json = json;
    await serve(request, response);
  };
}

interface Exchange {
  app: AppContext;
  request: Request;
  response: Response;
  report: ErrorReport;
  requestId: string;
}

function finish({ app, request, response, report, requestId }: Exchange, result: ExecutionResult): Response {
  if (report.code) app.instruments.errors.inc({ code: report.code });
  if (report.rule) app.instruments.rejected.inc({ rule: report.rule });
  const status = result.data === undefined ? statusOf(report.code) : 200;
  const { retryAfterSeconds } = report;
  const body = JSON.stringify(result);
  answer(response, { requestId, status, type: acceptedType(request), body, retryAfterSeconds });
  return response;
}

type Execute = (args: ExecutionArgs) => Promise<ExecutionResult>;

function createExecute(app: AppContext, documents: Documents, metric: OperationMetric): Execute {
  return async (args) => {
    const context = args.contextValue as RequestContext;
    const operation = documents.operation(args.document, args.operationName);
    const variables = args.variableValues ?? {};
    admit(app, operation, context);
    try {
      operation.checkCost(variables);
    } catch (error) {
      throw wrapped(error);
    }
    const startedAt = performance.now();
    const result = await inTime(operation.run({ ...args, variableValues: variables }), context.deadline);
    observe(metric, operation, result, performance.now() - startedAt);
    return result.data === undefined ? { errors: result.errors?.map(asInputError) ?? [] } : result;
  };
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
