import { createReadStream } from 'node:fs';
import { CodedError } from '@feed/platform/errors';
import { fileFault } from '@feed/platform/text-file';
import {
  advance,
  byteName,
  firstInvalidByte,
  foreignFormat,
  markLength,
  unfinishedLength,
  type Position,
} from '@feed/platform/text-encoding';

/** The place in a text file from which on it cannot be read. */
export class TextFault extends CodedError {
  constructor(
    file: string,
    readonly line: number,
    readonly reason: string,
    /** Details of the problem that differ from file to file. */
    readonly value = '',
  ) {
    super('INVALID_INPUT', `${file}:${line}: ${reason}${value === '' ? '' : `: ${value}`}`);
    this.name = 'TextFault';
  }
}

const readBytes = 256 * 1024;

/**
 * Streams a file in parts that are valid UTF-8 and split no character, without its byte order mark.
 * @param onBytes receives the number of bytes that were read so far
 * @throws TextFault when the file is not UTF-8
 */
export async function* textChunks(
  file: string,
  onBytes: (total: number) => void = () => undefined,
): AsyncGenerator<Buffer> {
  let done = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const read of bytesOf(file)) {
    const whole = rest.length === 0 ? read : Buffer.concat([rest, read]);
    if (done === 0) requireText(file, whole);
    const length = whole.length - unfinishedLength(whole);
    const part = whole.subarray(0, length);
    await requireUtf8(file, part, done);
    onBytes(done + whole.length);
    yield done === 0 ? part.subarray(markLength(part)) : part;
    done += length;
    rest = whole.subarray(length);
  }
  await requireUtf8(file, rest, done);
}

async function* bytesOf(file: string, end = Infinity): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(file, { highWaterMark: readBytes, end }) as AsyncIterable<Buffer>;
  } catch (error) {
    throw fileFault(file, error);
  }
}

function requireText(file: string, head: Uint8Array): void {
  const format = foreignFormat(head);
  if (format !== undefined) throw new TextFault(file, 1, `the file ${format}`);
}

async function requireUtf8(file: string, part: Uint8Array, before: number): Promise<void> {
  const invalid = firstInvalidByte(part);
  if (invalid < 0) return;
  const { line, byte } = await positionOf(file, before + invalid);
  const value = `${byteName(part[invalid] ?? 0)}, byte ${byte} of the line`;
  throw new TextFault(file, line, 'not valid UTF-8 from here on: save the file as UTF-8', value);
}

/** Reads the file again, because counting lines all the time would slow every import down. */
async function positionOf(file: string, offset: number): Promise<Position> {
  let position: Position = { line: 1, byte: 1 };
  let previous = 0;
  if (offset === 0) return position;
  for await (const bytes of bytesOf(file, offset - 1)) {
    position = advance(position, bytes, previous);
    previous = bytes.at(-1) ?? 0;
  }
  return position;
}
