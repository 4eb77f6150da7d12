import type { Database } from '@feed/store/postgres/database';
import type { CountedTableName } from '@feed/store/upkeep/counters';
import { countCounted, counterDrift } from '@feed/store/upkeep/verify/counter-drift';
import { withProgress } from '../../lib/progress.js';
import type { Terminal } from '../../lib/terminal.js';

export interface CounterReport {
  /** Compared rows. */
  rows: number;
  drifted: { table: CountedTableName; id: string }[];
}

export async function checkCounters(terminal: Terminal, database: Database): Promise<CounterReport> {
  const report: CounterReport = { rows: 0, drifted: [] };
  const total = await countCounted(database);
  await withProgress(terminal, { label: 'counted rows', total }, async (progress) => {
    for await (const { table, rows, drifted } of counterDrift(database)) {
      report.rows += rows;
      report.drifted.push(...drifted.map((id) => ({ table, id })));
      progress.advance(rows);
    }
  });
  return report;
}
