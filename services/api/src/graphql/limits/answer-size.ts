import { Rejection } from '../../limits/rejection.js';

/** Characters of text in an answer, and bytes of it once it is written. */
const maxSize = 8_000_000;

const tooLarge = (): Rejection =>
  new Rejection('answer_size', 'QUERY_TOO_COMPLEX', 'The answer is too large. Ask for smaller pages.');

/**
 * The same text may stand in many places of an answer, so what was cheap to read can be too much to write.
 * @throws Rejection when its texts together are too long
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

/** @throws Rejection when the answer as it would be sent has too many bytes */
export function checkBytes(bytes: number): void {
  if (bytes > maxSize) throw tooLarge();
}
