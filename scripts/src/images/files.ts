import { readFileSync } from 'node:fs';
import { docker } from './docker.js';

export interface Entry {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'mount';
  /** Octal. */
  readonly mode: string;
  /** `0:0` */
  readonly owner: string;
  /** Milliseconds since 1970; of files and links. */
  readonly modified?: number;
  /** Bytes; of files. */
  readonly size?: number;
  /** A file's SHA-256, a link's target. */
  readonly content?: string;
  /** A file that seems to contain a private key or a token. */
  readonly secret?: boolean;
  /** `name@version` when it is the package.json of something that npm installed. */
  readonly package?: string;
}

const program = new URL('../../bin/list-files.mjs', import.meta.url);
const sandbox = ['--rm', '--interactive', '--network', 'none', '--read-only', '--user', '0:0'];

/** Everything that is in an image, as its own node sees it; what the engine adds to containers is left out. */
export function listFiles(image: string): Entry[] {
  const node = ['--entrypoint', '/usr/local/bin/node', image, '--input-type=module', '-'];
  return JSON.parse(docker(['run', ...sandbox, ...node], readFileSync(program, 'utf8'))) as Entry[];
}

/** Bytes of all files: the size on disk once it is unpacked. */
export const unpackedSize = (entries: readonly Entry[]): number =>
  entries.reduce((sum, { size = 0 }) => sum + size, 0);
