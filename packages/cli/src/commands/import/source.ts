import type { Fault } from '@feed/store/import/faults';
import type { ImportOptions } from '@feed/store/import/network';
import type { Kind } from '@feed/store/import/rows';

export type FileNames = Readonly<Record<Kind, string>>;

/** A table, and the id of a row in it. */
export interface Place {
  file: string;
  row: string;
}

/** Something that rows are imported from. */
export interface Source {
  rows: ImportOptions['source'];
  /** The file or table with the rows of each kind, as it is named in messages. */
  files: FileNames;
  /** Deletes the copies of pipes, or closes the connection. */
  release(): void | Promise<void>;
  /** Finds the rows of faults. Without it a fault has a line. */
  places?: (faults: readonly Fault[]) => Promise<ReadonlyMap<Fault, Place>>;
  /** Returns advice on how to remove a fault. */
  hintFor?: (reason: string) => string;
  /** The table of each model and the columns that are read, for a dry run. */
  plan?: string;
  /** Sums up, once all rows have been read, which of them were left out. */
  summary?: () => Summary;
}

export interface Summary {
  text: string;
  /** The same for scripts. */
  machine: object;
}
