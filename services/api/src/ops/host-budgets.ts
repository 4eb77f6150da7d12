import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { type HostBudgets, hostLimits } from '@feed/platform/host-limits';

/**
 * Reports the memory and disk that the process uses. A temporary directory larger than the host's disk is shared with
 * others, so what is used of it says nothing about this process.
 */
export function reportHostBudgets(budgets: HostBudgets): void {
  budgets.set('pythonanywhere', 'memory_bytes', process.memoryUsage.rss());
  const { bsize, blocks, bfree } = statfsSync(tmpdir());
  if (blocks * bsize <= hostLimits.pythonanywhere.diskBytes)
    budgets.set('pythonanywhere', 'disk_bytes', (blocks - bfree) * bsize);
}
