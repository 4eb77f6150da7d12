import { isUtf8 } from 'node:buffer';

const beyondAscii = /[^\0-\x7f]/;

/**
 * The text of a header. Node reads headers as Latin-1, which is right by the standard; clients that send UTF-8 mean UTF-8.
 */
export function headerText(header: string | undefined): string | undefined {
  if (header === undefined || !beyondAscii.test(header)) return header;
  const bytes = Buffer.from(header, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : header;
}
