import { maxResponseBytes, responseTooLarge } from '../../limits/response-limit.js';

const shortText = 250;

/** Short texts are limited by the number of objects, so their characters are near enough. */
const bytesOf = (text: string): number => (text.length > shortText ? Buffer.byteLength(text) : text.length);

/**
 * The same text may occur in many places of a result, so what was cheap to read can be too expensive to write.
 * @throws Rejection when the texts together are too long
 */
export function checkTexts(data: unknown): void {
  let size = 0;
  const pending = [data];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value === 'string') size += bytesOf(value);
    else if (typeof value === 'object' && value !== null)
      pending.push(...(Object.values(value) as unknown[]));
    if (size > maxResponseBytes) throw responseTooLarge();
  }
}

/** @throws Rejection when a response of that many bytes is too large */
export function checkBytes(bytes: number): void {
  if (bytes > maxResponseBytes) throw responseTooLarge();
}
