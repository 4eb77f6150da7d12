import { lstatSync, readFileSync, statSync, type Stats } from 'node:fs';
import { CodedError, type ErrorCode } from './errors.js';
import { advance, byteName, firstInvalidByte, foreignFormat, markLength } from './text-encoding.js';

/** A file that cannot be used as text. */
export class FileFault extends CodedError {
  /** @param reason the end of a sentence that begins with the name of the file */
  constructor(
    code: ErrorCode,
    path: string,
    readonly reason: string,
  ) {
    super(code, `${path} ${reason}`);
    this.name = 'FileFault';
  }
}

/** A `pipe` (FIFO) has no known size and can be read only once. */
export type FileKind = 'file' | 'pipe';

/** @throws FileFault when there is no such file, or it is a directory, a device or a socket */
export function fileKind(path: string): FileKind {
  const found = translated(path, () => statSync(path, { throwIfNoEntry: false }));
  if (!found) throw absence(path);
  if (found.isFile()) return 'file';
  if (found.isFIFO()) return 'pipe';
  throw new FileFault('INVALID_INPUT', path, unusable(found));
}

function absence(path: string): FileFault {
  const link = translated(path, () => lstatSync(path, { throwIfNoEntry: false }));
  return link
    ? new FileFault('INVALID_INPUT', path, 'is a link to a file that does not exist')
    : new FileFault('NOT_FOUND', path, 'does not exist');
}

function unusable(found: Stats): string {
  if (found.isDirectory()) return 'is a directory';
  return found.isSocket() ? 'is a socket' : 'is a device';
}

/**
 * Reads a short text, such as settings; not for files that may be long. A byte order mark is dropped.
 * @throws FileFault when it cannot be read or is not UTF-8
 */
export function readTextFile(path: string): string {
  fileKind(path);
  const bytes = translated(path, () => readFileSync(path));
  const format = foreignFormat(bytes);
  if (format !== undefined) throw new FileFault('INVALID_INPUT', path, format);
  const invalid = firstInvalidByte(bytes);
  if (invalid >= 0) {
    const { line, byte } = advance({ line: 1, byte: 1 }, bytes.subarray(0, invalid));
    const where = `${byteName(bytes[invalid] ?? 0)}, byte ${byte} of line ${line}`;
    throw new FileFault('INVALID_INPUT', path, `is not valid UTF-8 (${where}): save it as UTF-8`);
  }
  return bytes.toString('utf8', markLength(bytes));
}

/** Reads a short text like `readTextFile`. @returns undefined when the file does not exist */
export function readTextFileIfPresent(path: string): string | undefined {
  try {
    return readTextFile(path);
  } catch (error) {
    if (error instanceof FileFault && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}

const reasons: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  ENOTDIR: ['NOT_FOUND', 'does not exist'],
  EACCES: ['FORBIDDEN', 'may not be read by this user'],
  EPERM: ['FORBIDDEN', 'may not be read by this user'],
  ELOOP: ['INVALID_INPUT', 'is a link that leads back to itself'],
  ENAMETOOLONG: ['INVALID_INPUT', 'is too long to be the name of a file'],
};

/** Runs `work` on a file. @throws FileFault instead of the errors of the operating system that users cause */
export function translated<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw fileFault(path, error);
  }
}

/** The fault that an error of the operating system stands for; other errors are returned unchanged. */
export function fileFault(path: string, error: unknown): unknown {
  const known = reasons[(error as NodeJS.ErrnoException).code ?? ''];
  return known ? new FileFault(known[0], path, known[1]) : error;
}
