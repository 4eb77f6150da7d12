import { closeSync, constants, createWriteStream, mkdtempSync, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileKind, translated } from '@feed/platform/text-file';
import { onProcessEnd } from './process-end.js';

/** A file that can be read as often as necessary. */
export interface StoredFile {
  path: string;
  /** Deletes the copy, if it is one. */
  release(): void;
}

/**
 * Copies a pipe, which can be read only once, into a temporary file that only this user can read. Any other file stays where
 * it is. Waits until the other end has written everything.
 * @throws FileFault when there is no such file, it may not be read, or it is a directory, a device or a socket
 */
export async function storedFile(path: string): Promise<StoredFile> {
  const kind = fileKind(path);
  const fd = translated(path, () => openSync(path, constants.O_RDONLY | constants.O_NONBLOCK));
  if (kind === 'pipe') return copied(fd);
  closeSync(fd);
  return { path, release: () => undefined };
}

async function copied(fd: number): Promise<StoredFile> {
  const directory = mkdtempSync(join(tmpdir(), 'feed-pipe-'));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  const removed = onProcessEnd(remove);
  const release = () => {
    remove();
    removed();
  };
  const path = join(directory, 'copy');
  try {
    // A socket waits without a thread, so an interruption can end the process before the other end has written anything.
    await pipeline(
      new Socket({ fd, readable: true, writable: false }),
      createWriteStream(path, { mode: 0o600 }),
    );
    return { path, release };
  } catch (error) {
    release();
    throw error;
  }
}
