import type { Fault } from '@feed/store/import/faults';
import type { ImportOptions } from '@feed/store/import/network';
import type { Kind } from '@feed/store/import/rows';

export type FileNames = Readonly<Record<Kind, string>>;

/** Where a row is: a table, and the row's id. */
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
  /** Where faulty rows are; without it the line of the fault says so. */
  places?: (faults: readonly Fault[]) => Promise<ReadonlyMap<Fault, Place>>;
  /** How a fault can be removed. */
  hintFor?: (reason: string) => string;
  /** How its tables were understood, for a dry run. */
  plan?: string;
  /** What is to be said about the source when its rows have been read. */
  summary?: () => Summary;
}

export interface Summary {
  text: string;
  /** The same for scripts. */
  machine: object;
}
