import { isUtf8 } from 'node:buffer';

/** The byte order mark of UTF-8. */
const mark = Buffer.from([0xef, 0xbb, 0xbf]);

const utf16 = 'is in UTF-16: save it as UTF-8';

/** Files that are often mistaken for text, by their first bytes, with advice for each. */
const signatures: readonly (readonly [readonly number[], string])[] = [
  [[0xff, 0xfe], utf16],
  [[0xfe, 0xff], utf16],
  [[0x1f, 0x8b], 'is compressed with gzip: decompress it first, for example with gunzip'],
  [[0x50, 0x4b, 0x03, 0x04], 'is a ZIP archive or a spreadsheet: unpack it, or export it as text in UTF-8'],
];

/** Says which other format a file has, judged by its first bytes, as the end of a sentence; undefined for text. */
export function foreignFormat(head: Uint8Array): string | undefined {
  const known = signatures.find(([bytes]) => bytes.every((byte, at) => head[at] === byte));
  if (known) return known[1];
  // An ASCII character in UTF-16 without a byte order mark.
  return head.length > 1 && (head[0] === 0) !== (head[1] === 0) ? utf16 : undefined;
}

/** The length of the byte order mark of UTF-8 at the start of a file: 3, or 0 without one. */
export const markLength = (head: Uint8Array): number =>
  mark.every((byte, at) => head[at] === byte) ? mark.length : 0;

/** The length of the character that a byte begins; 0 when no character begins with it. */
function characterLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

/** The number of bytes at the end of a part of a text whose character continues in the next part: 0 to 3. */
export function unfinishedLength(part: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, part.length); back += 1) {
    const byte = part[part.length - back] ?? 0;
    if (byte >= 0xc0) return characterLength(byte) > back ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

/** The position of the first byte that is not UTF-8, or -1 when all are. */
export function firstInvalidByte(bytes: Uint8Array): number {
  if (isUtf8(bytes)) return -1;
  let at = 0;
  for (let length = 1; length > 0 && at < bytes.length; at += length) {
    length = characterLength(bytes[at] ?? 0);
    if (length > 1 && !isUtf8(bytes.subarray(at, at + length))) return at;
    if (length === 0) return at;
  }
  return at;
}

/** The position of a byte in a text: its line, and its place in that line, both from 1. LF, CRLF and CR each end a line. */
export interface Position {
  line: number;
  /** The number of the byte in its line. */
  byte: number;
}

const [lineFeed, carriageReturn] = [10, 13];

/** Moves a position past some bytes. @param previous the byte before them */
export function advance(from: Position, bytes: Uint8Array, previous = 0): Position {
  let { line, byte } = from;
  let before = previous;
  for (const current of bytes) {
    const begins = current === carriageReturn || (current === lineFeed && before !== carriageReturn);
    if (begins) line += 1;
    byte = begins || current === lineFeed ? 1 : byte + 1;
    before = current;
  }
  return { line, byte };
}

/** Names an invalid byte, as people look it up in a table of an encoding: `byte 0xE9`. */
export const byteName = (byte: number): string =>
  `byte 0x${byte.toString(16).toUpperCase().padStart(2, '0')}`;
