import { Rejection } from '../../limits/rejection.js';

/** The limit for the characters of all texts in a result, and for the bytes of a response. */
const maxSize = 8_000_000;

const tooLarge = (): Rejection =>
  new Rejection('answer_size', 'QUERY_TOO_COMPLEX', 'The response is too large. Ask for smaller pages.');

/**
 * The same text may occur in many places of a result, so what was cheap to read can be too expensive to write.
 * @throws Rejection when the texts together are too long
 */
export function checkTexts(data: unknown): void {
  let size = 0;
  const pending = [data];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value === 'string') size += value.length;
    else if (typeof value === 'object' && value !== null)
      pending.push(...(Object.values(value) as unknown[]));
    if (size > maxSize) throw tooLarge();
  }
}

/** @throws Rejection when a response of that many bytes is too large */
export function checkBytes(bytes: number): void {
  if (bytes > maxSize) throw tooLarge();
}
