export interface ListArgs {
  limit?: number | null;
  offset?: number | null;
}

const maxLimit = 100;
const maxOffset = 10_000;

/** Brings the original's `limit` and `offset` into 0..100 and 0..10000, without complaint as there. */
export function limitOffset(
  { limit, offset }: ListArgs,
  defaultLimit = 10,
): { limit: number; offset: number } {
  return {
    limit: Math.min(Math.max(limit ?? defaultLimit, 0), maxLimit),
    offset: Math.min(Math.max(offset ?? 0, 0), maxOffset),
  };
}
