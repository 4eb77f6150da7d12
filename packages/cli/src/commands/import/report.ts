import { basename } from 'node:path';
import type { Faults } from '@feed/store/import/faults';
import type { Kind } from '@feed/store/import/rows';
import type { ImportCounts } from '@feed/store/import/network';
import { printable } from '../../lib/printable.js';
import { table } from '../../lib/table.js';
import type { Terminal } from '../../lib/terminal.js';

export type FileNames = Readonly<Record<Kind, string>>;

export interface Imported {
  counts: ImportCounts;
  seconds: number;
  /** The size of the whole database after the import. */
  databaseBytes: number;
}

export function reportImported(terminal: Terminal, imported: Imported, json: boolean): void {
  if (json) return terminal.out(`${JSON.stringify({ imported: true, ...imported })}\n`);
  const { counts, seconds, databaseBytes } = imported;
  const megabytes = Math.round(databaseBytes / 1e6);
  terminal.out(table(['imported', 'rows'], Object.entries(counts)));
  terminal.out(`in ${seconds.toFixed(1)} s; the size of the database is now ${megabytes} MB\n`);
}

/** Prints examples of invalid rows and the number of each kind, and sets the exit code. */
export function reportInvalidRows(terminal: Terminal, faults: Faults, files: FileNames, json: boolean): void {
  terminal.exitCode = 1;
  const named = <T extends { kind: Kind }>(list: T[]) =>
    list.map(({ kind, ...rest }) => ({ file: basename(files[kind]), ...rest }));
  const { total } = faults;
  if (json) {
    const found = { total, counts: named(faults.counts), examples: named(faults.examples) };
    return terminal.out(`${JSON.stringify({ imported: false, faults: found })}\n`);
  }
  for (const { file, line, reason, value } of named(faults.examples))
    terminal.err(`${file}:${line}: ${reason}${value === '' ? '' : `: ${printable(value)}`}\n`);
  const rows = named(faults.counts).map(({ file, reason, count }) => [file, reason, count]);
  terminal.err(`\n${table(['file', 'problem', 'rows'], rows)}`);
  terminal.err(`Nothing was imported. Correct these rows and run the command again (${total} in all).\n`);
}
