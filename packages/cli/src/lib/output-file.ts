import { statSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { CodedError } from '@feed/platform/errors';

export interface OutputFile {
  /** Where to write. */
  readonly partial: string;
  /** Gives it its name, once it is whole. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}

/**
 * A file that has its name only when it is whole: written beside its place, so that the file named by the user never
 * belongs to something that failed. It is begun at once, because a place that cannot be written to has to be known
 * before the work is done.
 * @throws CodedError INVALID_INPUT when the name belongs to something else than a file
 */
export async function outputFile(path: string, mode = 0o666): Promise<OutputFile> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found && !found.isFile()) throw new CodedError('INVALID_INPUT', `${path} is not a file`);
  const partial = `${path}.partial`;
  const discard = () => rm(partial, { force: true });
  await discard();
  await writeFile(partial, '', { mode, flag: 'wx' });
  return { partial, keep: () => rename(partial, path), discard };
}
