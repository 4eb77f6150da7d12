import { spawn, type ChildProcess } from 'node:child_process';

export interface EndOptions {
  signal: 'INT' | 'TERM' | 'KILL';
  /** Also ends everything it started. It must have been spawned `detached`, which makes it the leader of a process group. */
  group?: boolean;
}

/**
 * Ends `child` when this process ends in any way, kill -9 included: a shell waits at a pipe that the kernel closes then.
 * The shell has a session of its own, so that a ctrl-C on the terminal does not reach it.
 */
export function endWithThisProcess(child: ChildProcess, { signal, group = false }: EndOptions): void {
  const target = group ? `-${child.pid}` : `${child.pid}`;
  const script = `read -r _ || kill -s ${signal} -- ${target}`;
  const guard = spawn('sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  guard.unref();
  (guard.stdin as unknown as { unref(): void } | null)?.unref();
  child.once('exit', () => guard.stdin?.end('gone\n'));
}

/** Resolves when the process has ended, with the reason in words. */
export function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ? `killed by ${signal}` : `exit code ${code}`));
  });
}
