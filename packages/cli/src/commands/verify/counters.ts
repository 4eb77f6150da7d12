import type { Database } from '@feed/store/postgres/database';
import type { CountedTableName } from '@feed/store/upkeep/counters';
import { countCounted, counterDrift } from '@feed/store/upkeep/verify/counter-drift';
import { startProgress } from '../../lib/progress.js';
import type { Terminal } from '../../lib/terminal.js';

export interface CounterReport {
  rows: number;
  drifted: { table: CountedTableName; id: string }[];
}

export async function checkCounters(terminal: Terminal, database: Database): Promise<CounterReport> {
  const progress = startProgress(terminal, 'counted rows', await countCounted(database));
  const report: CounterReport = { rows: 0, drifted: [] };
  try {
    for await (const { table, rows, drifted } of counterDrift(database)) {
      report.rows += rows;
      report.drifted.push(...drifted.map((id) => ({ table, id })));
      progress.advance(rows);
    }
    return report;
  } finally {
    progress.end();
  }
}
