import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileKind, FileFault } from '@feed/platform/text-file';
import type { Faults } from '@feed/store/import/faults';
import { kinds, type CommonKind, type Kind, type Rows } from '@feed/store/import/rows';
import { storedFile, type StoredFile } from '../../lib/pipes.js';
import { startProgress } from '../../lib/progress.js';
import type { Terminal } from '../../lib/terminal.js';
import { readCsv } from './csv.js';
import { followsOf, usersOf, type EdgeList } from './edges.js';
import { FieldReader } from './field-reader.js';
import { fileKinds, formats } from './formats.js';
import type { Source } from './source.js';

/** The time against which rows are checked, and the list that invalid rows are added to. */
export interface Checked {
  faults: Faults;
  /** The database's time in milliseconds since 1970. */
  now: number;
}

const required: CommonKind = 'users';

export const forEachKind = <T>(value: (kind: Kind) => T): Record<Kind, T> =>
  Object.fromEntries(kinds.map((kind) => [kind, value(kind)])) as Record<Kind, T>;

/**
 * Opens the CSV files of a directory. Copies those that are pipes, all at once, because they may be written in any order.
 * @throws FileFault when there is no users.csv, or one of the files is not a file or a pipe that this user may read
 */
export async function directorySource(
  terminal: Terminal,
  directory: string,
  checked: Checked,
): Promise<Source> {
  requireDirectory(directory);
  const files = forEachKind((kind) => join(directory, `${kind}.csv`));
  const present = fileKinds.filter((kind) => isPresent(terminal, kind, files[kind]));
  const stored = await storeAll(present.map((kind) => files[kind]));
  const rowsOf = (kind: CommonKind, at: number) => () =>
    csvRows(terminal, kind, stored[at]?.path ?? '', checked);
  return {
    rows: Object.fromEntries(present.map((kind, at) => [kind, rowsOf(kind, at)])),
    files: forEachKind((kind) => basename(files[kind])),
    release: () => stored.forEach(({ release }) => release()),
  };
}

function requireDirectory(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new FileFault('NOT_FOUND', path, 'does not exist');
  if (!found.isDirectory())
    throw new FileFault('INVALID_INPUT', path, 'is not a directory: to import an edge list, use --edges');
}

function isPresent(terminal: Terminal, kind: CommonKind, file: string): boolean {
  try {
    fileKind(file);
    return true;
  } catch (error) {
    const absent = error instanceof FileFault && error.code === 'NOT_FOUND';
    if (!absent || kind === required) throw error;
    terminal.err(`${file} does not exist and is skipped\n`);
    return false;
  }
}

async function storeAll(files: readonly string[]): Promise<StoredFile[]> {
  const results = await Promise.allSettled(files.map(storedFile));
  const stored = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = results.find((result) => result.status === 'rejected');
  if (!failed) return stored;
  for (const { release } of stored) release();
  throw failed.reason;
}

async function* csvRows<K extends CommonKind>(
  terminal: Terminal,
  kind: K,
  file: string,
  { faults, now }: Checked,
): AsyncGenerator<Rows[K]> {
  const progress = startProgress(terminal, `${kind}.csv, kB`, statSync(file).size / 1000);
  let seen = 0;
  const onBytes = (total: number): void => {
    progress.advance((total - seen) / 1000);
    seen = total;
  };
  try {
    yield* readCsv(file, formats[kind], new FieldReader(kind, faults, now), onBytes);
  } finally {
    progress.end();
  }
}

/**
 * Opens an edge list, which is read twice: a pipe is copied first.
 * @throws FileFault when it is not a file or a pipe that this user may read
 */
export async function edgeSource(list: EdgeList, faults: Faults, skipped: Faults): Promise<Source> {
  const { path, release } = await storedFile(list.file);
  const read = new FieldReader('follows', faults, list.at);
  const stored = { ...list, file: path };
  return {
    rows: { users: () => usersOf(stored), follows: () => followsOf(stored, read, skipped) },
    files: forEachKind(() => (path === list.file ? basename(path) : list.file)),
    release,
  };
}
