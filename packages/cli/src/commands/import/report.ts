import type { Faults } from '@feed/store/import/faults';
import type { Kind } from '@feed/store/import/rows';
import type { ImportCounts } from '@feed/store/import/network';
import { visible } from '../../lib/printable.js';
import { table } from '../../lib/table.js';
import type { Terminal } from '../../lib/terminal.js';

export type FileNames = Readonly<Record<Kind, string>>;

export interface Imported {
  counts: ImportCounts;
  seconds: number;
  /** The size of the whole database after the import. */
  databaseBytes: number;
  /** Rows that were left out. */
  skipped: Faults;
}

export interface ReportOptions {
  /** The file with the rows of each kind, as it is named in messages. */
  files: FileNames;
  json: boolean;
}

export function reportImported(terminal: Terminal, imported: Imported, { files, json }: ReportOptions): void {
  const { counts, seconds, databaseBytes, skipped } = imported;
  if (json) {
    const result = { imported: true, counts, seconds, databaseBytes, skipped: toMachine(skipped, files) };
    return terminal.out(`${JSON.stringify(result)}\n`);
  }
  if (skipped.total > 0) {
    printRows(terminal, skipped, files);
    terminal.err('These rows were skipped; everything else was imported.\n');
  }
  const megabytes = Math.round(databaseBytes / 1e6);
  terminal.out(table(['imported', 'rows'], Object.entries(counts)));
  terminal.out(`in ${seconds.toFixed(1)} s; the size of the database is now ${megabytes} MB\n`);
}

/** Prints examples of invalid rows and the number of each kind, and sets the exit code. */
export function reportInvalidRows(terminal: Terminal, faults: Faults, { files, json }: ReportOptions): void {
  terminal.exitCode = 1;
  if (json) return terminal.out(`${JSON.stringify({ imported: false, faults: toMachine(faults, files) })}\n`);
  printRows(terminal, faults, files);
  terminal.err(
    `Nothing was imported. Correct these rows and run the command again (${faults.total} in all).\n`,
  );
}

const named = <T extends { kind: Kind }>(list: readonly T[], files: FileNames) =>
  list.map(({ kind, ...rest }) => ({ file: files[kind], ...rest }));

const toMachine = ({ total, counts, examples }: Faults, files: FileNames) => ({
  total,
  counts: named(counts, files),
  examples: named(examples, files),
});

function printRows(terminal: Terminal, { counts, examples }: Faults, files: FileNames): void {
  for (const { file, line, reason, value } of named(examples, files))
    terminal.err(`${file}:${line}: ${reason}${value === '' ? '' : `: ${visible(value)}`}\n`);
  const rows = named(counts, files).map(({ file, reason, count }) => [file, reason, count]);
  terminal.err(`\n${table(['file', 'problem', 'rows'], rows)}`);
}
