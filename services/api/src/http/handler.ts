import type { Request, Response } from 'express';
import { type OptionsData, graphqlHTTP } from './express-graphql.js';
import type { ErrorCode } from '@feed/platform/errors';
import type { AppContext } from '../context.js';
import { acceptedType, answer } from './answer.js';
import { type Budget, createBudget } from '../limits/budget.js';
import { type Documents, createDocuments } from '../graphql/documents.js';
import type { ExecutionResult, GraphQLSchema, Source } from '../graphql/engine.js';
import { type ErrorReport, createErrorReport, statusOf } from '../graphql/errors.js';
import { createExecute } from '../graphql/execute.js';
import { declareOperationMetric } from '../graphql/operation-metric.js';
import { type RequestFacts, createRequestContext } from '../kit/request-context.js';
import { checkBytes } from '../graphql/limits/answer-size.js';

/** Answers one request whose body, if it has one, is in `request.body` already. */
export type GraphqlHandler = (request: Request, response: Response, facts: RequestFacts) => Promise<void>;

/** In bytes: answers that callers have not taken yet, and one that is not counted as such. */
const maxUnsentBytes = 64 * 1024 * 1024;
const smallAnswer = 16 * 1024;
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
  const unsent = createBudget('unsent', maxUnsentBytes, 'Too many large answers are on their way.');
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
      finish({ app, request, response, report, unsent, requestId: facts.requestId }, result);
    response.json = json;
    await serve(request, response);
  };
}

interface Exchange {
  app: AppContext;
  request: Request;
  response: Response;
  report: ErrorReport;
  unsent: Budget;
  requestId: string;
}

function finish(exchange: Exchange, result: ExecutionResult): Response {
  const { app, request, response, report, requestId } = exchange;
  if (report.code) app.instruments.errors.inc({ code: report.code });
  if (report.rule) app.instruments.rejected.inc({ rule: report.rule });
  const { retryAfterSeconds } = report;
  const status = httpStatus(result, report.code);
  const body = JSON.stringify(result);
  if (body.length > smallAnswer) reserve(exchange, Buffer.byteLength(body));
  answer(response, { requestId, status, type: acceptedType(request), body, retryAfterSeconds });
  return response;
}

/** Large answers wait in memory for callers that read slowly, or not at all. */
function reserve({ unsent, response }: Exchange, bytes: number): void {
  checkBytes(bytes);
  unsent.take(bytes);
  response.once('close', () => unsent.give(bytes));
}

/** Without any data an answer that may be worth another try says so to proxies as well. */
function httpStatus({ data }: ExecutionResult, code: ErrorCode | undefined): number {
  const status = statusOf(code);
  if (data === undefined) return status;
  return data === null && (status >= 500 || status === 429) ? status : 200;
}
