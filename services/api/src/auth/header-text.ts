import { isUtf8 } from 'node:buffer';

const beyondAscii = /[^\0-\x7f]/;
const halfPair = /[\ud800-\udbff]$/;

/**
 * The text of a header, up to `max` UTF-16 units. Node reads headers as Latin-1, which is right by the standard; clients
 * that send UTF-8 mean UTF-8.
 */
export function headerText(header: string | undefined, max: number): string | undefined {
  if (header === undefined) return undefined;
  const bytes = beyondAscii.test(header) ? Buffer.from(header, 'latin1') : undefined;
  const text = bytes && isUtf8(bytes) ? bytes.toString('utf8') : header;
  return text.length > max ? text.slice(0, max).replace(halfPair, '') : text;
}
