// This file depends on the internals of express-graphql 0.12, which only it imports, and in one place on those of V8.
import { createHash } from 'node:crypto';
import type { CodedError } from '@feed/platform/errors';
import type { Request, Response } from 'express';
import { graphqlHTTP, type OptionsData } from 'express-graphql';
import { renderGraphiQL } from 'express-graphql/renderGraphiQL.js';
import type { RequestFacts } from '../auth/request-facts.js';
import type { ExecutionResult } from '../graphql/engine.js';
import type { ErrorReport } from '../graphql/errors.js';
import type { Pipeline } from '../graphql/pipeline.js';
import { Rejection } from '../limits/rejection.js';
import { loginForm, loginStyle, pageIcon, pageScript } from './graphiql-script.js';
import type { RequestParameters } from './parameters.js';

/** Executes the operation that a request asks for, and sends the response. */
export type GraphqlHandler = (
  request: Request,
  response: Response,
  facts: RequestFacts,
  parameters: RequestParameters,
) => Promise<void>;

/** Sends a result whose errors `report` has formatted. The handler rejects with whatever this throws. */
export type SendResult = (exchange: Exchange, result: ExecutionResult) => void;

export interface Exchange {
  request: Request;
  response: Response;
  report: ErrorReport;
  requestId: string;
}

const optionsKey = Symbol('express-graphql options');

type Carrier = object & { [optionsKey]?: OptionsData };

/**
 * Runs the stages of the pipeline as hooks of express-graphql. It rejects requests without a query and mutations by GET;
 * everything else it would do itself is replaced.
 */
export function createGraphqlHandler(pipeline: Pipeline, send: SendResult): GraphqlHandler {
  const shared = {
    schema: pipeline.schema,
    graphiql: false,
    customParseFn: pipeline.parse,
    customExecuteFn: pipeline.run,
  };
  // The options are computed per request, and this is the only way to pass it ready-made ones.
  const serve = graphqlHTTP((request: Carrier) => request[optionsKey] as OptionsData);
  return async (request, response, facts, parameters) => {
    const report = pipeline.report(facts, codedOf);
    const context = pipeline.contextOf(facts);
    (request as Carrier)[optionsKey] = {
      ...shared,
      context,
      customValidateFn: (_schema, document) => pipeline.validate(document, facts),
      customFormatErrorFn: report.format,
    };
    // It reads the URL before the body and checks neither, so that all it finds is what has been checked. For a raw
    // request it does not negotiate again whether to respond with HTML.
    if (request.url.includes('?')) request.url = request.path;
    request.body = { ...parameters, raw: true };
    // express-graphql sends its result with `response.json`. V8 treats a function that is assigned to a property
    // directly as long-lived, and would keep it, with the whole request, until the next full collection.
    const json = (result: ExecutionResult): Response => {
      send({ request, response, report, requestId: facts.requestId }, result);
      return response;
    };
    response.json = json;
    await serve(request, response);
  };
}

/** The errors that express-graphql makes itself, about the method or the parameters of a request. */
function codedOf(original: unknown): CodedError | undefined {
  if (!(original instanceof Error && 'expose' in original && 'status' in original)) return undefined;
  const status = Number(original.status);
  if (status >= 500) return undefined;
  return status === 405
    ? new Rejection('method', 'METHOD_NOT_ALLOWED', original.message)
    : new Rejection('malformed', 'BAD_REQUEST', original.message);
}

export interface GraphiqlPage {
  html: string;
  /** The content security policy under which it works. */
  policy: string;
}

/** The GraphiQL page, filled in with `parameters`, and with `example` where they have no query. Nothing is executed. */
export function renderPage(parameters: RequestParameters, example: string): GraphiqlPage {
  const html = extended(renderGraphiQL(parameters, { defaultQuery: example, headerEditorEnabled: true }));
  return { html, policy: policyOf(html) };
}

const editor = '<div id="graphiql">Loading...</div>';

/** Adds a login and subscriptions. @throws Error when the page of express-graphql is another */
function extended(html: string): string {
  const changes: readonly (readonly [string, string])[] = [
    ['</head>', `${pageIcon}<style>${loginStyle}</style></head>`],
    [editor, `${loginForm}${editor}<script>${pageScript}</script>`],
    ['fetcher: graphQLFetcher,', 'fetcher: withSubscriptions(graphQLFetcher),'],
    ['ReactDOM.render(\n', 'renderEditor(\n'],
  ];
  return changes.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`the page of GraphiQL does not have one ${from}`);
    return text.replace(from, () => to);
  }, html);
}

const scripts = /<script>([\s\S]*?)<\/script>/g;

/**
 * Only the inline scripts of the page may run, each named by its hash; the editor sets styles while it works. The
 * bundle of GraphiQL finds the global object by evaluating a text, and does not load without `unsafe-eval`.
 */
function policyOf(html: string): string {
  const hashes = [...html.matchAll(scripts)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    `script-src 'unsafe-eval' ${hashes.join(' ')}`,
    "style-src 'unsafe-inline'",
    "img-src data: 'self'",
    "font-src data: 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
