import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Directory {
  path: string;
  write(name: string, content: string | Buffer): string;
  remove(): void;
}

/** Creates an empty directory for one test. */
export function temporaryDirectory(): Directory {
  const path = mkdtempSync(join(tmpdir(), 'feed-command-'));
  return {
    path,
    write: (name, content) => {
      writeFileSync(join(path, name), content);
      return join(path, name);
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
