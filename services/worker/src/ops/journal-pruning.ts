import type { Logger } from '@feed/platform/logger';
import { createPruner, type JournalSize } from '@feed/store/journal/prune';
import type { Database } from '@feed/store/postgres/queryable';
import { every } from './every.js';
import type { Instruments } from './instruments.js';

interface Parts {
  database: Database;
  logger: Logger;
  instruments: Instruments;
}

/** Prunes the journal regularly, and shows its size; workers need not agree on who does. @returns a function that stops it */
export function startPruning({ database, logger, instruments }: Parts, intervalMs = 10_000): () => void {
  const { journalRows, journalBytes, journalReach } = instruments;
  const pruner = createPruner(database);
  const show = ({ rows, bytes }: JournalSize): void => {
    journalRows.set({}, rows);
    journalBytes.set({}, bytes);
  };
  return every(intervalMs, 'the journal cannot be pruned', logger, async () => {
    // Nothing is written to it then either.
    if (database.watched.state.writable === false) return;
    try {
      show(await pruner.prune());
    } catch (error) {
      journalRows.clear({});
      journalBytes.clear({});
      throw error;
    } finally {
      journalReach.set({}, pruner.reachMs() / 1000);
    }
  });
}
