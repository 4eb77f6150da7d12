import { rmSync, statSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { CodedError } from '@feed/platform/errors';
import { onProcessEnd } from './process-end.js';

export interface OutputFile {
  /** The path to write to. */
  readonly partial: string;
  /** Renames the complete file to its final name. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}

/**
 * Creates a file under a temporary name next to its final one, so that a failed command never leaves a partial result under
 * the name that the user gave, and an interrupted one leaves nothing. It is created before the work starts, so that an
 * unwritable folder is noticed early.
 * @throws CodedError INVALID_INPUT when the name belongs to a directory or a device
 */
export async function outputFile(path: string, mode = 0o666): Promise<OutputFile> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found && !found.isFile()) throw new CodedError('INVALID_INPUT', `${path} is not a file`);
  const partial = `${path}.partial`;
  await rm(partial, { force: true });
  const finished = onProcessEnd(() => rmSync(partial, { force: true }));
  const discard = () => rm(partial, { force: true }).finally(finished);
  try {
    await writeFile(partial, '', { mode, flag: 'wx' });
  } catch (error) {
    finished();
    throw error;
  }
  return { partial, keep: () => rename(partial, path).finally(finished), discard };
}
