import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Faults } from '@feed/store/import/faults';
import type { ImportOptions } from '@feed/store/import/network';
import { kinds, type Kind, type Rows } from '@feed/store/import/rows';
import { requireFile } from '../../lib/input-file.js';
import { startProgress } from '../../lib/progress.js';
import type { Terminal } from '../../lib/terminal.js';
import { readCsv } from './csv.js';
import { followsOf, usersOf, type EdgeList } from './edges.js';
import { FieldReader } from './field-reader.js';
import { formats } from './formats.js';
import type { FileNames } from './report.js';

export interface Source {
  rows: ImportOptions['source'];
  /** The file with the rows of each kind, for error messages. */
  files: FileNames;
}

const required: Kind = 'users';

const forEachKind = <T>(value: (kind: Kind) => T): Record<Kind, T> =>
  Object.fromEntries(kinds.map((kind) => [kind, value(kind)])) as Record<Kind, T>;

/** @throws CodedError NOT_FOUND when there is no users.csv */
export function directorySource(terminal: Terminal, directory: string, faults: Faults, now: number): Source {
  const files = forEachKind((kind) => join(directory, `${kind}.csv`));
  requireFile(files[required]);
  const present = kinds.filter((kind) => existsSync(files[kind]));
  for (const kind of kinds)
    if (!present.includes(kind)) terminal.err(`${files[kind]} does not exist and is skipped\n`);
  const open = (kind: Kind) => [kind, () => csvRows(terminal, kind, files[kind], faults, now)] as const;
  return { rows: Object.fromEntries(present.map(open)), files };
}

async function* csvRows<K extends Kind>(
  terminal: Terminal,
  kind: K,
  file: string,
  faults: Faults,
  now: number,
): AsyncGenerator<Rows[K]> {
  const progress = startProgress(terminal, `${kind}.csv, kB`, statSync(file).size / 1000);
  let seen = 0;
  const onBytes = (total: number): void => {
    if (total === seen) return;
    progress.advance((total - seen) / 1000);
    seen = total;
  };
  yield* readCsv(file, formats[kind], new FieldReader(kind, faults, now), onBytes);
  progress.end();
}

/** @throws CodedError NOT_FOUND when the file does not exist */
export function edgeSource(list: EdgeList, faults: Faults): Source {
  requireFile(list.file);
  const read = new FieldReader('follows', faults, list.at);
  return {
    rows: { users: () => usersOf(list), follows: () => followsOf(list, read) },
    files: forEachKind(() => list.file),
  };
}
