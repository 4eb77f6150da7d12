import { spawn, type ChildProcess } from 'node:child_process';

export interface EndOptions {
  signal: 'INT' | 'TERM' | 'KILL';
  /** All that it started too: it was spawned `detached`, which made it the leader of a process group. */
  group?: boolean;
}

/**
 * Ends `child` when this process goes away, whatever the way, kill -9 included: the shell's standard input is
 * a pipe that the kernel closes then. Its own session keeps a ctrl-C of the terminal from it.
 */
export function endWithThisProcess(child: ChildProcess, { signal, group = false }: EndOptions): void {
  const target = group ? `-${child.pid}` : `${child.pid}`;
  const script = `read -r _ || kill -s ${signal} -- ${target}`;
  const guard = spawn('sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  guard.unref();
  (guard.stdin as unknown as { unref(): void } | null)?.unref();
  child.once('exit', () => guard.stdin?.end('gone\n'));
}

/** Resolves, with the reason in words, when the process is gone. */
export function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ? `killed by ${signal}` : `exit code ${code}`));
  });
}
