import { CodedError, type ErrorCode, errorCatalogue, isCodedError } from '@feed/platform/errors';
import type { Logger } from '@feed/platform/logger';
import { toCodedError } from '@feed/store/postgres/errors';
import { Rejection } from '../limits/rejection.js';
import type { RejectionRule } from '../ops/instruments.js';
import type { GraphQLError, GraphQLFormattedError } from './engine.js';

/** The one place where errors become what a client sees, and what is learnt of them on the way. */
export interface ErrorReport {
  format(error: GraphQLError): GraphQLFormattedError;
  /** Of the first error. */
  code: ErrorCode | undefined;
  retryAfterSeconds: number | undefined;
  /** Set when a limit or rule refused the request. */
  rule: RejectionRule | undefined;
}

export function createErrorReport(logger: Logger, requestId: string): ErrorReport {
  const report: ErrorReport = {
    code: undefined,
    retryAfterSeconds: undefined,
    rule: undefined,
    format(error) {
      const coded = codedOf(error);
      report.code ??= coded.code;
      report.retryAfterSeconds ??= coded.retryAfterSeconds;
      if (coded instanceof Rejection) report.rule ??= coded.rule;
      if (coded.code === 'INTERNAL') logger.error({ err: coded, path: error.path }, 'unexpected failure');
      return {
        message: coded.message,
        ...(error.locations && { locations: error.locations }),
        ...(error.path && { path: error.path }),
        extensions: extensionsOf(coded, requestId),
      };
    },
  };
  return report;
}

export function extensionsOf({ code, field }: CodedError, requestId: string): Record<string, string> {
  return field === undefined ? { code, requestId } : { code, requestId, field };
}

/** HTTP status of an answer without data. */
export const statusOf = (code: ErrorCode | undefined): number => errorCatalogue[code ?? 'INTERNAL'].status;

const internal = (cause: unknown): CodedError => new CodedError('INTERNAL', 'Internal error', { cause });

function codedOf(error: GraphQLError): CodedError {
  const original: unknown = error.originalError;
  if (isCodedError(original)) return sanitized(original);
  if (isHttpError(original)) return ofHttpError(original);
  return original ? sanitized(toCodedError(original)) : internal(error);
}

/** Whatever an unexpected failure says is for the log only. */
const sanitized = (error: CodedError): CodedError =>
  error.code === 'INTERNAL' ? internal(error.cause ?? error) : error;

/** What express-graphql throws about a request. */
interface HttpError extends Error {
  status: number;
}

const isHttpError = (error: unknown): error is HttpError =>
  error instanceof Error && 'expose' in error && 'status' in error && Number(error.status) < 500;

const ofHttpError = ({ status, message }: HttpError): CodedError =>
  status === 405
    ? new Rejection('method', 'METHOD_NOT_ALLOWED', message)
    : new Rejection('malformed', 'BAD_REQUEST', message);
