import type { Fault, FaultCount, Faults } from '@feed/store/import/faults';
import type { ImportCounts } from '@feed/store/import/network';
import { visible } from '../../lib/printable.js';
import { table } from '../../lib/table.js';
import type { Terminal } from '../../lib/terminal.js';
import type { Source, Summary } from './source.js';

export interface Imported {
  counts: ImportCounts;
  seconds: number;
  /** The size of the whole database after the import. */
  databaseBytes: number;
  /** Rows that were left out. */
  skipped: Faults;
  /** Whether the rows were only checked. */
  dryRun: boolean;
}

/** The parts of a source that a report needs. */
export type ReportedSource = Pick<Source, 'files' | 'hintFor' | 'places' | 'summary'>;

export interface ReportOptions {
  source: ReportedSource;
  json: boolean;
}

export async function reportImported(
  terminal: Terminal,
  imported: Imported,
  { source, json }: ReportOptions,
): Promise<void> {
  const { counts, seconds, databaseBytes, skipped, dryRun } = imported;
  const summary = source.summary?.();
  const rows = await placed(skipped, source);
  if (json) {
    const result = { imported: !dryRun, counts, seconds, databaseBytes, skipped: rows, ...more(summary) };
    return terminal.out(`${JSON.stringify(result)}\n`);
  }
  if (skipped.total > 0) {
    printRows(terminal, rows);
    terminal.err(
      dryRun ? 'These rows would be skipped.\n' : 'These rows were skipped; everything else was imported.\n',
    );
  }
  terminal.out(table([dryRun ? 'would be imported' : 'imported', 'rows'], Object.entries(counts)));
  const megabytes = Math.round(databaseBytes / 1e6);
  const size = dryRun ? 'nothing was changed' : `the size of the database is now ${megabytes} MB`;
  terminal.out(`in ${seconds.toFixed(1)} s; ${size}\n`);
  if (summary) terminal.out(`\n${summary.text}`);
}

/** Prints examples of invalid rows and the number of each kind, and sets the exit code. */
export async function reportInvalidRows(
  terminal: Terminal,
  faults: Faults,
  { source, json }: ReportOptions,
): Promise<void> {
  terminal.exitCode = 1;
  const rows = await placed(faults, source);
  if (json)
    return terminal.out(
      `${JSON.stringify({ imported: false, faults: rows, ...more(source.summary?.()) })}\n`,
    );
  printRows(terminal, rows);
  terminal.err(
    `Nothing was imported. Correct these rows and run the command again (${faults.total} in all).\n`,
  );
}

const more = (summary: Summary | undefined): object => (summary ? { source: summary.machine } : {});

type PlacedFault = Omit<Fault, 'kind' | 'line'> & { file: string } & ({ line: number } | { row: string });
type PlacedCount = Omit<FaultCount, 'kind'> & { file: string; hint?: string };

interface PlacedFaults {
  total: number;
  counts: PlacedCount[];
  examples: PlacedFault[];
}

/** The faults with the names that people know. */
async function placed(
  { total, counts, examples }: Faults,
  { files, hintFor, places }: ReportedSource,
): Promise<PlacedFaults> {
  const known = await places?.(examples);
  return {
    total,
    counts: counts.map(({ kind, ...rest }) => ({
      file: files[kind],
      ...rest,
      ...(hintFor ? { hint: hintFor(rest.reason) } : {}),
    })),
    examples: examples.map((fault) => {
      const { kind, line, ...rest } = fault;
      return { ...(known?.get(fault) ?? { file: files[kind], line }), ...rest };
    }),
  };
}

function printRows(terminal: Terminal, { counts, examples }: PlacedFaults): void {
  for (const { file, reason, value, ...place } of examples) {
    const row = 'row' in place ? visible(place.row) : place.line;
    terminal.err(`${file}:${row}: ${reason}${value === '' ? '' : `: ${visible(value)}`}\n`);
  }
  const hinted = counts.some(({ hint }) => hint !== undefined);
  const head = ['file', 'problem', 'rows', ...(hinted ? ['what to do'] : [])];
  const rows = counts.map(({ file, reason, count, hint }) => [
    ...[file, reason, count],
    ...(hint === undefined ? [] : [hint]),
  ]);
  terminal.err(`\n${table(head, rows)}`);
}
