import { type ErrorCode, errorCatalogue } from '@feed/platform/errors';
import type { ExecutionResult } from '../graphql/engine.js';
import { statusOf } from '../graphql/errors.js';

/**
 * The HTTP status of a result whose errors have been formatted. A result that has data gets 200, unless nothing could be
 * read or done and a retry may help: then proxies and clients have to see that.
 * @param code that of the first error
 */
export function httpStatus({ data, errors }: ExecutionResult, code: ErrorCode | undefined): number {
  const status = statusOf(code);
  if (data === undefined) return status;
  if (!errors || errors.length === 0) return 200;
  if (data === null) return isTemporary(status) ? status : 200;
  const failed = new Map(errors.toReversed().map((error) => [error.path?.[0], statusIn(error.extensions)]));
  // __typename is not read from anywhere.
  const roots = Object.entries(data).filter(([key]) => key !== '__typename');
  return roots.every(([key, value]) => value === null && isTemporary(failed.get(key) ?? 200)) ? status : 200;
}

const isTemporary = (status: number): boolean => status >= 500 || status === 429;

function statusIn(extensions: Readonly<Record<string, unknown>> | undefined): number {
  return errorCatalogue[extensions?.['code'] as ErrorCode].status;
}
