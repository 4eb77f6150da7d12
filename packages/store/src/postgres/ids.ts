// Ids are 64-bit numbers, represented as decimal strings: milliseconds since 1970, then 20 bits of a sequence.

/** Above every id but itself: where a list of the newest begins. */
export const largestId = '9223372036854775807';
/** Below every id: where a list of the oldest begins, and where one of the newest has reached its end. */
export const belowAllIds = '0';

const largest = BigInt(largestId);

/** Whether the text can be an id. One that cannot needs no query. */
export function isId(text: string): boolean {
  return /^[1-9]\d{0,18}$/.test(text) && BigInt(text) <= largest;
}

/** The time of creation, to the millisecond. */
export function idTime(id: string): Date {
  return new Date(Number(BigInt(id) >> 20n));
}

/** Below the ids that are made from this time on, in milliseconds since 1970; ids of rows that began before are smaller. */
export const idAt = (ms: number): string => String(BigInt(Math.max(0, Math.floor(ms))) << 20n);

/** For sorting, newest first. */
export function compareIdsDescending(a: string, b: string): number {
  return b.length - a.length || (a < b ? 1 : a > b ? -1 : 0);
}
