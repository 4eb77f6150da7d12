import { CodedError } from '@feed/platform/errors';

export interface ListArgs {
  limit?: number | null | undefined;
  offset?: number | null | undefined;
}

const maxLimit = 100;
const maxOffset = 10_000;

/**
 * The part of a list to read. As in the original system, more than 100 items count as 100, and an offset above 10,000 as
 * 10,000. A limit of 0 asks for no items.
 * @param defaultLimit the default that the schema declares, for callers that send null
 * @throws CodedError INVALID_INPUT for a negative limit or offset
 */
export function limitOffset(
  { limit, offset }: ListArgs,
  defaultLimit: number,
): { limit: number; offset: number } {
  return {
    limit: Math.min(notNegative('limit', limit ?? defaultLimit), maxLimit),
    offset: Math.min(notNegative('offset', offset ?? 0), maxOffset),
  };
}

function notNegative(field: 'limit' | 'offset', value: number): number {
  if (value >= 0) return value;
  throw new CodedError('INVALID_INPUT', `${field} must not be negative`, { field });
}
