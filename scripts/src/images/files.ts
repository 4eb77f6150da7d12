import { readFileSync } from 'node:fs';
import { docker } from './docker.js';

export interface Entry {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'mount';
  /** Octal. */
  readonly mode: string;
  /** `0:0` */
  readonly owner: string;
  /** Milliseconds since 1970; for files and links. */
  readonly modified?: number;
  /** Bytes; for files. */
  readonly size?: number;
  /** The SHA-256 of a file, or the target of a link. */
  readonly content?: string;
  /** Whether a file seems to contain a private key or a token. */
  readonly secret?: boolean;
  /** `name@version`, for the package.json of a package that npm installed. */
  readonly package?: string;
}

const program = new URL('../../bin/list-files.mjs', import.meta.url);
const sandbox = ['--rm', '--interactive', '--network', 'none', '--read-only', '--user', '0:0'];

/** Every file of an image, listed by its own node, without those that the engine adds to containers. */
export function listFiles(image: string): Entry[] {
  const node = ['--entrypoint', '/usr/local/bin/node', image, '--input-type=module', '-'];
  return JSON.parse(docker(['run', ...sandbox, ...node], readFileSync(program, 'utf8'))) as Entry[];
}

/** Bytes of all files: the size on disk once the image is unpacked. */
export const unpackedSize = (entries: readonly Entry[]): number =>
  entries.reduce((sum, { size = 0 }) => sum + size, 0);
