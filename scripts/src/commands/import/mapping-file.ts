import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';

export interface MappingFile {
  open(): Writable;
  /** The mapping counts once the import is committed, and not before. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}

/** Written beside its place first, so that the file named by the user never belongs to a failed import. */
export function mappingFile(path: string): MappingFile {
  const partial = `${path}.partial`;
  return {
    open: () => createWriteStream(partial),
    keep: () => rename(partial, path),
    discard: () => rm(partial, { force: true }),
  };
}
