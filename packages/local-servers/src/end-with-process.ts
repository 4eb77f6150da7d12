import { spawn, type ChildProcess } from 'node:child_process';

export interface EndOptions {
  signal: 'INT' | 'TERM' | 'KILL';
  /** Also ends what `child` started. It must have been spawned `detached`, as the leader of a process group. */
  group?: boolean;
}

/**
 * Ends `child` when this process ends, even by `kill -9`: the kernel then closes the pipe that a small shell reads from.
 * The shell has a session of its own, so ctrl-C in the terminal does not reach it.
 */
export function endWithThisProcess(child: ChildProcess, { signal, group = false }: EndOptions): void {
  const target = group ? `-${child.pid}` : `${child.pid}`;
  const script = `read -r _ || kill -s ${signal} -- ${target}`;
  const guard = spawn('sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  guard.unref();
  (guard.stdin as unknown as { unref(): void } | null)?.unref();
  child.once('exit', () => guard.stdin?.end('gone\n'));
}

/** Resolves once the process has ended, with the reason in words. */
export function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ? `killed by ${signal}` : `exit code ${code}`));
  });
}
