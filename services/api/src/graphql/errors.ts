import { CodedError, type ErrorCode, errorCatalogue, isCodedError } from '@feed/platform/errors';
import type { Logger } from '@feed/platform/logger';
import { toCodedError } from '@feed/store/postgres/errors';
import { Rejection } from '../limits/rejection.js';
import type { RejectionRule } from '../limits/rules.js';
import type { Instruments } from '../ops/instruments.js';
import type { GraphQLError, GraphQLFormattedError } from './engine.js';

/** Turns the errors of one response into what a client may see, and keeps what the transport has to know about them. */
export interface ErrorReport {
  format(error: GraphQLError): GraphQLFormattedError;
  /** The code of the first error. */
  code: ErrorCode | undefined;
  retryAfterSeconds: number | undefined;
  /** The limit or rule that rejected the request. */
  rule: RejectionRule | undefined;
}

/** Gives the coded form of errors that only a transport knows, such as those of its library. */
export type Translate = (original: unknown) => CodedError | undefined;

export function createErrorReport(logger: Logger, requestId: string, translate?: Translate): ErrorReport {
  const report: ErrorReport = {
    code: undefined,
    retryAfterSeconds: undefined,
    rule: undefined,
    format(error) {
      const coded = translate?.(error.originalError) ?? codedOf(error);
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

/** Counts a response that carries errors, once, by the first of them. */
export function countErrors(
  { errors, rejected }: Instruments,
  { code, rule }: { code: ErrorCode | undefined; rule?: RejectionRule | undefined },
): void {
  if (code) errors.inc({ code });
  if (rule) rejected.inc({ rule });
}

export function extensionsOf(
  { code, field, subcode }: CodedError,
  requestId: string,
): Record<string, string> {
  return {
    code,
    requestId,
    ...(field !== undefined && { field }),
    ...(subcode !== undefined && { reason: subcode }),
  };
}

/** HTTP status of a response without data. */
export const statusOf = (code: ErrorCode | undefined): number => errorCatalogue[code ?? 'INTERNAL'].status;

const internal = (cause: unknown): CodedError => new CodedError('INTERNAL', 'Internal error', { cause });

function codedOf(error: GraphQLError): CodedError {
  const original: unknown = error.originalError;
  if (isCodedError(original)) return sanitized(original);
  return original ? sanitized(toCodedError(original)) : internal(error);
}

/** The message of an unexpected failure is for the log only. */
const sanitized = (error: CodedError): CodedError =>
  error.code === 'INTERNAL' ? internal(error.cause ?? error) : error;
