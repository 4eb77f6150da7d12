import type { Storage } from '../limits/mutation-charge.js';

/**
 * How a mutation counts against the daily quotas of its account and address.
 * - `normal`: it is rejected when a quota is used up.
 * - `reserve`: it may use as much again, so that a flood of posts stops neither logins nor blocks.
 * - `exempt`: it removes something, so it is never rejected.
 */
export type QuotaUse = 'normal' | 'reserve' | 'exempt';

const quotas = { normal: 1, reserve: 2, exempt: 0 } as const satisfies Record<QuotaUse, number>;

/** A row with its index entries, and the event and the tasks that follow from it: measured, and rounded up. */
const rowBytes = 1024;
/** A stored response that was not made yet, without the texts that it repeats. */
const responseBytes = 1024;

/** The bytes that a mutation with these arguments may store, including the response that an idempotency key needs. */
export function expectedStorage(use: QuotaUse, args: unknown, key: string | undefined): Storage {
  const own = ownBytes(use, args);
  return { bytes: key === undefined ? own : own * 2 + keptBytes(key, responseBytes), quotas: quotas[use] };
}

/** The bytes that a mutation stores, without the response that an idempotency key needs. */
export const ownBytes = (use: QuotaUse, args: unknown): number =>
  use === 'exempt' ? 0 : rowBytes + textBytes(args);

/** The bytes that an idempotency key takes, with a response of this many bytes. */
export const keptBytes = (key: string, response: number): number => rowBytes + key.length + response;

function textBytes(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value !== 'object' || value === null) return 0;
  let sum = 0;
  for (const inner of Object.values(value)) sum += textBytes(inner);
  return sum;
}
