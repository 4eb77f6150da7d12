export interface ListArgs {
  limit?: number | null | undefined;
  offset?: number | null | undefined;
}

const maxLimit = 100;
const maxOffset = 10_000;

/** Clamps `limit` and `offset` to 0..100 and 0..10000 without an error, as the original system did. */
export function limitOffset(
  { limit, offset }: ListArgs,
  defaultLimit = 10,
): { limit: number; offset: number } {
  return {
    limit: Math.min(Math.max(limit ?? defaultLimit, 0), maxLimit),
    offset: Math.min(Math.max(offset ?? 0, 0), maxOffset),
  };
}
