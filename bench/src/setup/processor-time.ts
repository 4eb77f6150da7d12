import { readdirSync, readFileSync } from 'node:fs';

interface Process {
  readonly parent: number;
  readonly ticks: number;
}

const millisecondsPerTick = 10;

/** Reads from /proc, which only Linux has. */
function processes(): Map<number, Process> {
  const all = new Map<number, Process>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const text = readFileSync(`/proc/${name}/stat`, 'latin1');
      const fields = text
        .slice(text.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number);
      // The fields 11 to 14: its own time for user and system, and that of children that ended.
      const ticks = fields.slice(11, 15).reduce((sum, each) => sum + each, 0);
      all.set(Number(name), { parent: fields[1] ?? 0, ticks });
    } catch {
      // It has ended meanwhile.
    }
  }
  return all;
}

/** Processor time in milliseconds of these processes and all that they started; NaN where there is no /proc. */
export function processorMs(roots: readonly number[]): number {
  if (process.platform !== 'linux') return NaN;
  const all = processes();
  const within = (pid: number): boolean =>
    roots.includes(pid) || (pid > 1 && within(all.get(pid)?.parent ?? 0));
  let ticks = 0;
  for (const [pid, each] of all) if (within(pid)) ticks += each.ticks;
  return ticks * millisecondsPerTick;
}
