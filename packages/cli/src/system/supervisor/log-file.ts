import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export interface LogFile {
  write(text: string | Uint8Array): void;
  close(): void;
}

const defaultLimit = 5_000_000;

/** Appends to `path`. A file of more than `limit` bytes becomes `path.1`, so the two never exceed about twice the limit. */
export function openLogFile(path: string, limit = defaultLimit): LogFile {
  mkdirSync(dirname(path), { recursive: true });
  let file = openSync(path, 'a');
  let size = fstatSync(file).size;
  const rotate = () => {
    closeSync(file);
    renameSync(path, `${path}.1`);
    file = openSync(path, 'a');
    size = 0;
  };
  return {
    write: (text) => {
      if (size >= limit) rotate();
      const bytes = typeof text === 'string' ? Buffer.from(text) : text;
      writeSync(file, bytes);
      size += bytes.length;
    },
    close: () => closeSync(file),
  };
}
