import type { ServerResponse } from 'node:http';
import { noteRequest } from '@feed/platform/request-context';
import { checkBytes } from '../graphql/limits/response-size.js';
import { Rendered } from '../graphql/answers/rendered.js';
import type { ExecutionResult } from '../graphql/engine.js';
import type { Pipeline } from '../graphql/pipeline.js';
import { type Budget, createBudget } from '../limits/budget.js';
import type { SendResult } from './express-graphql.js';
import { acceptedType, respond } from './respond.js';
import { httpStatus } from './status.js';

/** In bytes: all responses that callers have not read yet, and the size up to which one is not counted. */
const maxUnsentBytes = 64 * 1024 * 1024;
const smallResponse = 16 * 1024;

/** Sends results as GraphQL over HTTP. @throws Rejection for a response that is too large now, or at all */
export function createSendResult({ count }: Pick<Pipeline, 'count'>): SendResult {
  const unsent = createBudget('unsent', maxUnsentBytes, 'Too many large responses are being sent.');
  return ({ request, response, report, requestId }, result) => {
    count(report);
    if (report.code) noteRequest({ code: report.code });
    const { retryAfterSeconds } = report;
    const status = httpStatus(result, report.code);
    const body = bodyOf(result);
    if (body.length > smallResponse) reserve(unsent, response, Buffer.byteLength(body));
    respond(response, { requestId, status, type: acceptedType(request), body, retryAfterSeconds });
  };
}

function bodyOf(result: ExecutionResult): string {
  const data: unknown = result.data;
  return data instanceof Rendered && !result.errors ? `{"data":${data.text}}` : JSON.stringify(result);
}

/** A large response stays in memory while its caller reads slowly, or not at all. */
function reserve(unsent: Budget, response: ServerResponse, bytes: number): void {
  checkBytes(bytes);
  unsent.take(bytes);
  response.once('close', () => unsent.give(bytes));
}
